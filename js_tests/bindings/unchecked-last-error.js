// console: Unchecked runtime.lastError: Socket not found
// console: Uncaught (in promise) Error: Socket not found

chrome.test.runTests([
  function callbackThatDoesNotLook() {
    tcpServer.close(-1, () => setTimeout(chrome.test.succeed, 0));
  },
  function noCallback() {
    tcpServer.close(-1);
    tcpServer.getSockets(() => setTimeout(chrome.test.succeed, 0));
  },
]);
