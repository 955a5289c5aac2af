// A failed listen leaves the socket as it was.

chrome.test.runTests([
  async function thenSucceeds() {
    const socketId = await createSocket(tcpServer, {name: 'kept'});
    assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', await outcome(tcpServer.listen, socketId, 'localhost', 0));
    assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', await outcome(tcpServer.listen, socketId, '127.0.0.1', 0, 0));
    assertOutcome([0], null, await outcome(tcpServer.listen, socketId, '127.0.0.1', 0));
    const {localPort, name} = await ok(tcpServer.getInfo, socketId);
    chrome.test.assertEq('kept', name);
    const accept = nextEvent(tcpServer.onAccept, of(socketId));
    await connectTo(localPort);
    await accept;
    chrome.test.succeed();
  },
]);
