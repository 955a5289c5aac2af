// First the id, then the address, then the backlog, then the port.

chrome.test.runTests([
  async function idBeforeAddress() {
    assertOutcome([], 'Socket not found', await outcome(tcpServer.listen, -1, 'localhost', 0, 0));
    chrome.test.succeed();
  },
  async function backlogBeforePort() {
    const {port} = await listeningServer();
    const socketId = await createSocket(tcpServer);
    assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', await outcome(tcpServer.listen, socketId, '127.0.0.1', port, 0));
    chrome.test.succeed();
  },
]);
