// What port.postMessage takes, and what it throws.

const {assertEq, succeed} = chrome.test;

const cycle = {};
cycle.cycle = cycle;

const thrown = f => {
  try {
    return f();
  } catch (e) {
    return String(e);
  }
};

chrome.test.runTests([
  function open() {
    const port = chrome.runtime.connect();
    port.onDisconnect.addListener(() => chrome.runtime.lastError);
    for (const value of [undefined, null, NaN, 'text', {f() {}}, new Map(), [() => {}]]) assertEq(undefined, port.postMessage(value));
    assertEq(undefined, port.postMessage(1, 2));
    assertEq('TypeError: Insufficient number of arguments.', thrown(() => port.postMessage()));
    for (const value of [() => {}, Symbol(), 1n, cycle, {toJSON() { throw new Error('toJSON'); }}, {get a() { throw new Error('get'); }}]) {
      assertEq('Error: Could not serialize message.', thrown(() => port.postMessage(value)));
    }
    succeed();
  },
  function disconnected() {
    const port = chrome.runtime.connect();
    assertEq(undefined, port.disconnect());
    assertEq('TypeError: Insufficient number of arguments.', thrown(() => port.postMessage()));
    for (const value of [1, () => {}, cycle]) assertEq('Error: Attempting to use a disconnected port object', thrown(() => port.postMessage(value)));
    assertEq(undefined, port.disconnect());
    succeed();
  },
]);
