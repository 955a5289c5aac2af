// The events of a FileWriter, in order, with the readyState. Two progress events in a row may be alike.

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);
const sandbox = async () => (await call(window, 'webkitRequestFileSystem', TEMPORARY, 0)).root;

const types = ['writestart', 'progress', 'write', 'abort', 'error', 'writeend'];
const recordEvents = writer => {
  const events = [];
  for (const type of types) {
    writer['on' + type] = e => {
      assertTrue(e instanceof ProgressEvent && e.lengthComputable && e.target === writer);
      const text = [type, writer.readyState, e.loaded, e.total, writer.position, writer.length].join(' ');
      if (events[events.length - 1] !== text) events.push(text);
    };
  }
  return events;
};
const ended = writer => new Promise(resolve => writer.addEventListener('writeend', () => setTimeout(resolve), {once: true}));
const newWriter = async name => call(await call(await sandbox(), 'getFile', name, {create: true}), 'createWriter');

chrome.test.runTests([
  async function start() {
    const writer = await newWriter('a');
    assertEq([0, 0, 0, null], [writer.readyState, writer.position, writer.length, writer.error]);
    assertEq([0, 1, 2], [writer.INIT, writer.WRITING, writer.DONE]);
    succeed();
  },
  async function write() {
    const writer = await newWriter('b');
    const events = recordEvents(writer);
    writer.write(new Blob(['hello']));
    assertEq(['writestart 1 0 5 0 0'], events);
    await ended(writer);
    assertEq(['writestart 1 0 5 0 0', 'progress 1 5 5 5 5', 'write 2 5 5 5 5', 'writeend 2 5 5 5 5'], events);
    succeed();
  },
  async function writeNothing() {
    const writer = await newWriter('c');
    const events = recordEvents(writer);
    writer.write(new Blob([]));
    await ended(writer);
    assertEq(['writestart 1 0 0 0 0', 'progress 1 0 0 0 0', 'write 2 0 0 0 0', 'writeend 2 0 0 0 0'], events);
    succeed();
  },
  async function truncate() {
    const writer = await newWriter('d');
    writer.write(new Blob(['hello']));
    await ended(writer);
    const events = recordEvents(writer);
    writer.truncate(2);
    await ended(writer);
    writer.truncate(9);
    await ended(writer);
    assertEq([
      'writestart 1 0 0 5 5', 'write 2 0 0 2 2', 'writeend 2 0 0 2 2', 'writestart 1 0 0 2 2', 'write 2 0 0 2 9', 'writeend 2 0 0 2 9',
    ], events);
    succeed();
  },
  async function abort() {
    const writer = await newWriter('e');
    const events = recordEvents(writer);
    writer.abort();
    assertEq([], events);
    writer.write(new Blob(['hello']));
    writer.abort();
    assertEq(['writestart 1 0 5 0 0', 'abort 2 0 5 0 0', 'writeend 2 0 5 0 0'], events);
    assertEq(['AbortError', 20], [writer.error.name, writer.error.code]);
    succeed();
  },
  async function writeWhenWritten() {
    const writer = await newWriter('f');
    const events = [];
    for (const type of types) writer.addEventListener(type, () => events[events.length - 1] === type || events.push(type));
    writer.addEventListener('write', () => writer.write(new Blob(['b'])), {once: true});
    writer.write(new Blob(['a']));
    while (writer.length < 2 || writer.readyState !== 2) await ended(writer);
    assertEq(['writestart', 'progress', 'write', 'writestart', 'writeend', 'progress', 'write', 'writeend'], events);
    succeed();
  },
]);
