// console: Unchecked runtime.lastError: Socket not found
// An assigned value is returned for the rest of the callback. Reading it does not count as looking at the error.

chrome.test.runTests([
  function assign() {
    tcpServer.close(-1, () => {
      chrome.runtime.lastError = 'mine';
      chrome.test.assertEq('mine', chrome.runtime.lastError);
      setTimeout(() => {
        chrome.test.assertFalse('lastError' in chrome.runtime);
        chrome.test.succeed();
      }, 0);
    });
  },
]);
