// An event that nobody listened to is dropped, not kept.

chrome.test.runTests([
  async function lateListenerHearsNothing() {
    const {socketId, port} = await listeningServer();
    const client = await connectTo(port);
    const {localPort} = await ok(tcp.getInfo, client);
    while (!(await ok(tcp.getSockets)).some(info => info.peerPort === localPort)) { /* not yet accepted */ }
    const accept = nextEvent(tcpServer.onAccept, of(socketId));
    const second = await connectTo(port);
    const {clientSocketId} = await accept;
    chrome.test.assertEq((await ok(tcp.getInfo, second)).localPort, (await ok(tcp.getInfo, clientSocketId)).peerPort);
    chrome.test.succeed();
  },
]);
