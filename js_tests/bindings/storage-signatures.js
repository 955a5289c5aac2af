// The signatures of chrome.storage.

const {assertThrows, succeed} = chrome.test;
const tooMany = Array(12).fill('x');
const signatures = {
  get: 'optional [string|array|object] keys, optional function callback',
  set: 'object items, optional function callback',
};

chrome.test.runTests(Object.entries(signatures).map(([name, text]) => function signature() {
  assertThrows(() => chrome.storage.local[name](...tooMany), `Error in invocation of storage.${name}(${text}): No matching signature.`);
  succeed();
}));
