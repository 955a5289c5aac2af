// Unpaused, disconnected and listening again, a socket accepts again.

chrome.test.runTests([
  async function acceptingStarts() {
    const {socketId, port} = await listeningServer();
    await ok(tcpServer.setPaused, socketId, true);
    const first = nextEvent(tcpServer.onAccept, of(socketId));
    await connectTo(port);
    await first;
    await ok(tcpServer.setPaused, socketId, false);
    await ok(tcpServer.disconnect, socketId);
    await ok(tcpServer.listen, socketId, '127.0.0.1', port);
    const second = nextEvent(tcpServer.onAccept, of(socketId));
    await connectTo(port);
    await second;
    chrome.test.succeed();
  },
]);
