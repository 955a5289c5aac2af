// console: window.localStorage is not available in packaged apps. Use chrome.storage.local instead.
// There is no localStorage.

chrome.test.runTests([
  function unavailable() {
    chrome.test.assertEq(undefined, window.localStorage);
    chrome.test.succeed();
  },
]);
