// `paused` outlives disconnect: a socket that listens again is still paused.

chrome.test.runTests([
  async function acceptsNobody() {
    const {socketId} = await listeningServer();
    await ok(tcpServer.setPaused, socketId, true);
    await ok(tcpServer.disconnect, socketId);
    await ok(tcpServer.listen, socketId, '127.0.0.1', 0);
    const log = recordServer(socketId);
    await connectTo((await ok(tcpServer.getInfo, socketId)).localPort);
    await quiet();
    chrome.test.assertEq([], log);
    chrome.test.succeed();
  },
]);
