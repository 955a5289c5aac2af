// console: Error handling response: Error: boom
// console: Unchecked runtime.lastError: Socket not found
// A callback that throws without having looked at lastError: the exception is told first.

chrome.test.runTests([
  function both() {
    tcpServer.close(-1, () => {
      setTimeout(chrome.test.succeed, 0);
      throw new Error('boom');
    });
  },
]);
