// A worker has a global object of its own kind and exchanges messages with its maker.

const {assertEq, assertTrue, succeed} = chrome.test;
const worker = (text, options) => new Worker(URL.createObjectURL(new Blob([text])), options);
const message = (target) => new Promise((done) => target.addEventListener('message', done, {once: true}));

chrome.test.runTests([
  async function echo() {
    const w = worker('onmessage = (e) => postMessage([e.data, e.origin, e.source, e.ports.length, e.target === self])');
    w.postMessage({a: 1});
    const e = await message(w);
    assertEq([{a: 1}, '', null, 0, true], e.data);
    assertEq(['', null, 0, true], [e.origin, e.source, e.ports.length, e.target === w]);
    w.terminate();
    succeed();
  },
  async function globalObject() {
    const w = worker(`
      const names = ['window', 'document', 'chrome', 'alert', 'localStorage', 'screen', 'history'];
      const chain = [];
      for (let o = self; o; o = Object.getPrototypeOf(o)) chain.push(Object.prototype.toString.call(o).slice(8, -1));
      postMessage({
        chain, names: names.filter((name) => name in self), name, global: self === globalThis,
        location: location.href.startsWith('blob:' + origin) && String(location) === location.href, origin, isSecureContext,
        own: ['name', 'onmessage', 'postMessage', 'close'].every((key) => Object.hasOwn(self, key)),
        inherited: ['setTimeout', 'importScripts', 'navigator', 'location', 'onerror'].every((key) => !Object.hasOwn(self, key) && Object.hasOwn(WorkerGlobalScope.prototype, key)),
      })`, {name: 'bob'});
    const {data} = await message(w);
    assertEq({
      chain: ['DedicatedWorkerGlobalScope', 'DedicatedWorkerGlobalScope', 'WorkerGlobalScope', 'EventTarget', 'Object'], names: [],
      name: 'bob', global: true, location: true, origin, isSecureContext: true, own: true, inherited: true,
    }, data);
    w.terminate();
    succeed();
  },
  async function refusals() {
    const w = worker(`
      const failure = (f) => { try { f(); } catch (e) { return e.message; } };
      postMessage([() => postMessage(() => 1), () => postMessage(), () => setTimeout(), () => structuredClone(), () => close.call({}),
        () => queueMicrotask(), () => importScripts('http://['), () => new DedicatedWorkerGlobalScope].map(failure))`);
    const {data} = await message(w);
    const own = "Failed to execute 'postMessage' on 'DedicatedWorkerGlobalScope': ", execute = (name) => "Failed to execute '" + name + "' on 'WorkerGlobalScope': ";
    const missing = '1 argument required, but only 0 present.';
    assertEq([
      own + '() => 1 could not be cloned.', own + missing, execute('setTimeout') + missing, execute('structuredClone') + missing,
      'Illegal invocation', execute('queueMicrotask') + missing, execute('importScripts') + "The URL 'http://[' is invalid.",
      "Failed to construct 'DedicatedWorkerGlobalScope': Illegal constructor",
    ], data);
    w.terminate();
    succeed();
  },
  async function portsAndBuffersMove() {
    const w = worker(`onmessage = ({data, ports: [port]}) => {
      port.postMessage(new Uint8Array(data).map((b) => b + 1));
      port.onmessage = (e) => port.postMessage('again ' + e.data);
    }`);
    const {port1, port2} = new MessageChannel, buffer = new Uint8Array([1, 2]).buffer;
    port1.start();
    w.postMessage(buffer, [buffer, port2]);
    assertEq(0, buffer.byteLength);
    assertEq([2, 3], Array.from((await message(port1)).data));
    port1.postMessage('x');
    assertEq('again x', (await message(port1)).data);
    w.terminate();
    succeed();
  },
  async function broadcast() {
    const channel = new BroadcastChannel('worker-messages');
    const w = worker(`const c = new BroadcastChannel('worker-messages'); c.postMessage('from the worker'); c.onmessage = (e) => c.postMessage('heard ' + e.data)`);
    assertEq('from the worker', (await message(channel)).data);
    channel.postMessage('hello');
    assertEq('heard hello', (await message(channel)).data);
    channel.close();
    w.terminate();
    succeed();
  },
  async function nested() {
    const w = worker(`const w = new Worker(URL.createObjectURL(new Blob(['postMessage("inner")']))); w.onmessage = (e) => postMessage('outer ' + e.data)`);
    assertEq('outer inner', (await message(w)).data);
    w.terminate();
    succeed();
  },
  async function importedScripts() {
    const w = worker(`
      const url = (text) => URL.createObjectURL(new Blob([text]));
      const failure = (text) => { try { importScripts(url(text)); } catch (e) { return e.name + ': ' + e.message; } };
      importScripts(url('var a = 1; const b = 2; function c() { return a + b; }'), url('a += 10'));
      postMessage([c(), failure('throw new RangeError("top")')])`);
    assertEq([13, 'RangeError: top'], (await message(w)).data);
    w.terminate();
    succeed();
  },
]);
