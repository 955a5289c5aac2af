// getSockets lists all server sockets of the app, whatever their state, but not the closed ones.

chrome.test.runTests([
  async function noneAtFirst() {
    assertOutcome([[]], null, await outcome(tcpServer.getSockets));
    chrome.test.succeed();
  },
  async function liveOnesWithTheirInfo() {
    const fresh = await createSocket(tcpServer, {name: 'fresh'});
    const {socketId: listening} = await listeningServer();
    const {socketId: disconnected} = await listeningServer();
    await ok(tcpServer.disconnect, disconnected);
    const closed = await createSocket(tcpServer);
    await ok(tcpServer.close, closed);
    await createSocket(tcp);

    const infos = await ok(tcpServer.getSockets);
    infos.sort((a, b) => a.socketId - b.socketId);
    chrome.test.assertEq([fresh, listening, disconnected], infos.map(info => info.socketId));
    for (const info of infos) assertOutcome([info], null, await outcome(tcpServer.getInfo, info.socketId));
    chrome.test.succeed();
  },
]);
