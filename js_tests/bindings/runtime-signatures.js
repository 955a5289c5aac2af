// The signatures of chrome.runtime.getURL and getManifest, and that they have no callback.

const {assertThrows, succeed} = chrome.test;

chrome.test.runTests([
  function getURL() {
    for (const args of [[], [5], [null], ['a', 'b']]) {
      assertThrows(() => chrome.runtime.getURL(...args), 'Error in invocation of runtime.getURL(string path): No matching signature.');
    }
    succeed();
  },
  function getManifest() {
    assertThrows(() => chrome.runtime.getManifest(1), 'Error in invocation of runtime.getManifest(): No matching signature.');
    succeed();
  },
]);
