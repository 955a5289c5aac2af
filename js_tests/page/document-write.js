// document.write throws.

chrome.test.runTests([
  function unavailable() {
    chrome.test.assertThrows(() => document.write('x'), 'document.write() is not available in packaged apps.');
    chrome.test.succeed();
  },
]);
