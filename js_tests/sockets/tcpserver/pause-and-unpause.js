// Paused and unpaused before anybody connected: all is as before.

chrome.test.runTests([
  async function acceptingGoesOn() {
    const {socketId, port} = await listeningServer();
    await ok(tcpServer.setPaused, socketId, true);
    await ok(tcpServer.setPaused, socketId, false);
    for (let i = 0; i < 3; i++) {
      const accept = nextEvent(tcpServer.onAccept, of(socketId));
      await connectTo(port);
      await accept;
    }
    chrome.test.succeed();
  },
]);
