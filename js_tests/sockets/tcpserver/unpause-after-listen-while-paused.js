// host-only: in Chrome accepting never starts; the documentation promises that it does

chrome.test.runTests([
  async function acceptingStarts() {
    const socketId = await createSocket(tcpServer);
    await ok(tcpServer.setPaused, socketId, true);
    await ok(tcpServer.listen, socketId, '127.0.0.1', 0);
    const {localPort} = await ok(tcpServer.getInfo, socketId);
    const client = await connectTo(localPort);
    const accept = nextEvent(tcpServer.onAccept, of(socketId));
    await ok(tcpServer.setPaused, socketId, false);
    const {clientSocketId} = await accept;
    chrome.test.assertEq((await ok(tcp.getInfo, client)).localPort, (await ok(tcp.getInfo, clientSocketId)).peerPort);
    chrome.test.succeed();
  },
]);
