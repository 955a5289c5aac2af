// A worker ends when it is terminated, also in an endless loop, or closes itself.

const {assertEq, succeed} = chrome.test;
const worker = (text) => new Worker(URL.createObjectURL(new Blob([text])));
const message = (target) => new Promise((done) => target.addEventListener('message', done, {once: true}));

chrome.test.runTests([
  async function endlessLoop() {
    const w = worker('postMessage("begun"); for (;;);');
    await message(w);
    w.terminate();
    w.postMessage('nobody hears it');
    succeed();
  },
  async function nothingComesAfterTerminate() {
    const log = [];
    const w = worker('postMessage(1); postMessage(2); setInterval(() => postMessage(3), 1)');
    await new Promise((done) => w.onmessage = (e) => { log.push(e.data); w.terminate(); done(); });
    const other = worker('postMessage("other")');
    await message(other);
    assertEq([1], log);
    other.terminate();
    succeed();
  },
  async function closing() {
    const log = [];
    const w = worker('setTimeout(() => postMessage("timer")); close(); postMessage("after close"); Promise.resolve().then(() => postMessage("job"))');
    await new Promise((done) => w.onmessage = (e) => { log.push(e.data); if (log.length === 2) done(); });
    const other = worker('postMessage("other")');
    await message(other);
    assertEq(['after close', 'job'], log);
    other.terminate();
    succeed();
  },
]);
