// Pausing does not call off the accept that is waiting: one more connection comes, then none.

chrome.test.runTests([
  async function oneMore() {
    const {socketId, port} = await listeningServer();
    const log = recordServer(socketId);
    await ok(tcpServer.setPaused, socketId, true);
    const accept = nextEvent(tcpServer.onAccept, of(socketId));
    await connectTo(port);
    await accept;
    await connectTo(port);
    await connectTo(port);
    await quiet();
    chrome.test.assertEq(['accept'], log);
    chrome.test.succeed();
  },
]);
