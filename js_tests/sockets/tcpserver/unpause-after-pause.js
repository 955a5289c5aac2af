// host-only: in Chrome accepting does not start again; the documentation promises that it does

chrome.test.runTests([
  async function waitingConnectionsAreAccepted() {
    const {socketId, port} = await listeningServer();
    const log = recordServer(socketId);
    await ok(tcpServer.setPaused, socketId, true);
    const first = nextEvent(tcpServer.onAccept, of(socketId));
    await connectTo(port);
    await first;
    await connectTo(port);
    await connectTo(port);
    await quiet();
    chrome.test.assertEq(['accept'], log);

    const both = nextEvent(tcpServer.onAccept, () => log.length >= 3);
    await ok(tcpServer.setPaused, socketId, false);
    await both;
    const next = nextEvent(tcpServer.onAccept, of(socketId));
    await connectTo(port);
    await next;
    chrome.test.assertEq(['accept', 'accept', 'accept', 'accept'], log);
    chrome.test.succeed();
  },
]);
