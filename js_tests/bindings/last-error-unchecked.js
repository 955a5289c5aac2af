// console: Unchecked runtime.lastError: Socket not found
// console: Unchecked runtime.lastError: net::ERR_INVALID_ARGUMENT
// console: Unchecked runtime.lastError: Socket not found
// An error that the callback does not look at is told on the console, whatever its kind.

chrome.test.runTests([
  function plainError() {
    tcpServer.close(-1, () => setTimeout(chrome.test.succeed, 0));
  },
  async function errorWithCode() {
    const socketId = await createSocket(tcpServer);
    tcpServer.listen(socketId, 'localhost', 0, () => setTimeout(chrome.test.succeed, 0));
  },
  function theInOperatorDoesNotLook() {
    tcpServer.close(-1, () => {
      chrome.test.assertTrue('lastError' in chrome.runtime);
      setTimeout(chrome.test.succeed, 0);
    });
  },
]);
