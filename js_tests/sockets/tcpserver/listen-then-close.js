// close in the same turn as listen: the port is not taken, whether listen answers or not.

chrome.test.runTests([
  async function closeWins() {
    const {socketId, port} = await listeningServer();
    await ok(tcpServer.disconnect, socketId);
    tcpServer.listen(socketId, '127.0.0.1', port, () => chrome.runtime.lastError);
    assertOutcome([], null, await outcome(tcpServer.close, socketId));
    assertOutcome([], 'Socket not found', await outcome(tcpServer.getInfo, socketId));
    const client = await createSocket(tcp);
    assertOutcome([-102], 'net::ERR_CONNECTION_REFUSED', await outcome(tcp.connect, client, '127.0.0.1', port));
    chrome.test.succeed();
  },
]);
