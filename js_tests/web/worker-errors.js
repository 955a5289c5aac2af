// What a worker does not catch is an error event of the Worker, then one of the page.

const {assertEq, assertTrue, succeed} = chrome.test;
const worker = (text) => new Worker(URL.createObjectURL(new Blob([text])));
const once = (target, type) => new Promise((done) => target.addEventListener(type, done, {once: true}));

chrome.test.runTests([
  async function prevented() {
    const w = worker('onmessage = () => { throw new TypeError("boom"); }');
    w.addEventListener('error', (e) => e.preventDefault(), {once: true});
    w.postMessage(1);
    const e = await once(w, 'error');
    assertTrue(e instanceof ErrorEvent && e.filename.startsWith('blob:'));
    assertEq(['Uncaught TypeError: boom', 1, null, false, true], [e.message, e.lineno, e.error, e.bubbles, e.cancelable]);
    w.onerror = () => false;
    w.postMessage(2);
    await once(w, 'error');
    w.terminate();
    succeed();
  },
  async function reachesThePage() {
    const w = worker('throw new RangeError("top")');
    window.onerror = (...args) => { seen(args); return true; };
    let seen;
    const [text, file, line, , error] = await new Promise((done) => seen = done);
    assertEq(['Uncaught RangeError: top', true, 1, null], [text, file.startsWith('blob:'), line, error]);
    window.onerror = null;
    w.terminate();
    succeed();
  },
  async function caughtInTheWorker() {
    const w = worker('onerror = (text, file, line, column, e) => { postMessage([text, line, String(e)]); return true; }; throw new Error("here")');
    assertEq(['Uncaught Error: here', 1, 'Error: here'], (await once(w, 'message')).data);
    w.terminate();
    succeed();
  },
  async function noSuchScript() {
    const e = await once(new Worker('blob:' + origin + '/none'), 'error');
    assertEq(['Event', 'error', true], [e.constructor.name, e.type, e.cancelable]);
    succeed();
  },
  function refusals() {
    const failure = (f) => { try { f(); } catch (e) { return e.name + ': ' + e.message.replace("Failed to construct 'Worker': ", ''); } };
    assertEq('TypeError: 1 argument required, but only 0 present.', failure(() => new Worker));
    assertEq("SecurityError: Script at 'http://127.0.0.1:1/x.js' cannot be accessed from origin '" + origin + "'.", failure(() => new Worker('http://127.0.0.1:1/x.js')));
    assertEq("SyntaxError: 'http://[' is not a valid URL.", failure(() => new Worker('http://[')));
    assertEq("TypeError: Failed to read the 'type' property from 'WorkerOptions': The provided value 'foo' is not a valid enum value of type WorkerType.", failure(() => new Worker('x.js', {type: 'foo'})));
    succeed();
  },
]);
