// A paused socket listens, so that peers can connect, but accepts nobody.

chrome.test.runTests([
  async function peersWaitInTheBacklog() {
    const socketId = await createSocket(tcpServer);
    await ok(tcpServer.setPaused, socketId, true);
    assertOutcome([0], null, await outcome(tcpServer.listen, socketId, '127.0.0.1', 0));
    const {localPort, paused} = await ok(tcpServer.getInfo, socketId);
    chrome.test.assertTrue(paused);
    const log = recordServer(socketId);
    await connectTo(localPort);
    await connectTo(localPort);
    await quiet();
    chrome.test.assertEq([], log);
    chrome.test.succeed();
  },
]);
