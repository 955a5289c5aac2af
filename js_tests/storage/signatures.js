// The signatures of the methods of a StorageArea.

const signatures = {
  get: 'optional [string|array|object] keys, optional function callback',
  getKeys: 'optional function callback',
  set: 'object items, optional function callback',
  remove: '[string|array] keys, optional function callback',
  clear: 'optional function callback',
  getBytesInUse: 'optional [string|array] keys, optional function callback',
  setAccessLevel: 'object accessOptions, optional function callback',
};

chrome.test.runTests(['local', 'sync', 'managed'].map(area => function signaturesOfArea() {
  for (const name in signatures) {
    chrome.test.assertThrows(
        () => chrome.storage[area][name](1, 2, 3, 4),
        `Error in invocation of storage.${name}(${signatures[name]}): No matching signature.`);
  }
  chrome.test.succeed();
}));
