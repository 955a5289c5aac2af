// The background page is in no window.
// console: The JavaScript context calling chrome.app.window.current() has no associated AppWindow.

chrome.test.runTests([
  function current() {
    chrome.test.assertEq(null, chrome.app.window.current());
    chrome.test.succeed();
  },
]);
