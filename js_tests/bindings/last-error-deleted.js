// console: Unchecked runtime.lastError: Socket not found
// Deleting lastError removes it, which does not count as looking at it.

chrome.test.runTests([
  function remove() {
    tcpServer.close(-1, () => {
      chrome.test.assertTrue(delete chrome.runtime.lastError);
      chrome.test.assertFalse('lastError' in chrome.runtime);
      chrome.test.assertEq(undefined, chrome.runtime.lastError);
      setTimeout(chrome.test.succeed, 0);
    });
  },
]);
