// What has no JSON text cannot be a message.

const {assertThrows, callbackFail, succeed} = chrome.test;

const message = 'Error in invocation of runtime.sendMessage(optional string extensionId, any message, optional object options, ' +
    'optional function callback): Could not serialize message.';

const cycle = {};
cycle.cycle = cycle;

const bad = [
  () => {}, Symbol(), 1n, cycle, {a: 1n}, {toJSON() {}}, {toJSON() { throw new Error('toJSON'); }}, {get a() { throw new Error('get'); }},
  new Proxy({}, {ownKeys() { throw new Error('ownKeys'); }}),
];

chrome.test.runTests([
  function refused() {
    for (const value of bad) {
      assertThrows(() => chrome.runtime.sendMessage(value), message);
      assertThrows(() => chrome.runtime.sendMessage(value, () => {}), message);
      assertThrows(() => chrome.runtime.sendMessage(chrome.runtime.id, value, null), message);
    }
    succeed();
  },
  function leftOut() {
    for (const value of [{f() {}}, {s: Symbol()}, {u: undefined}, new Map(), new Error(), /x/, new ArrayBuffer(1), NaN]) {
      chrome.runtime.sendMessage(value, callbackFail('Could not establish connection. Receiving end does not exist.'));
    }
  },
]);
