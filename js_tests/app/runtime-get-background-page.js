// runtime.getBackgroundPage gives the background page itself its own window.

const {assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  function withCallback() {
    chrome.runtime.getBackgroundPage(chrome.test.callbackPass(page => assertTrue(page === window)));
  },
  async function withPromise() {
    assertTrue(await chrome.runtime.getBackgroundPage() === window);
    succeed();
  },
]);
