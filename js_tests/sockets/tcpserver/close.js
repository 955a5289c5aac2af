// After close the id is gone, at once and for ever.

chrome.test.runTests([
  async function idIsGone() {
    const {socketId} = await listeningServer();
    assertOutcome([], null, await outcome(tcpServer.close, socketId));
    for (const [method, ...args] of [
      [tcpServer.close], [tcpServer.getInfo], [tcpServer.disconnect], [tcpServer.setPaused, true], [tcpServer.update, {}],
      [tcpServer.listen, '127.0.0.1', 0],
    ]) {
      assertOutcome([], 'Socket not found', await outcome(method, socketId, ...args), method.name);
    }
    chrome.test.succeed();
  },
  async function portIsFree() {
    const {socketId, port} = await listeningServer();
    await ok(tcpServer.close, socketId);
    const other = await createSocket(tcpServer);
    assertOutcome([0], null, await outcome(tcpServer.listen, other, '127.0.0.1', port));
    chrome.test.succeed();
  },
  async function closeThenGetInfoInOneTurn() {
    const socketId = await createSocket(tcpServer);
    const [close, info] = await Promise.all([outcome(tcpServer.close, socketId), outcome(tcpServer.getInfo, socketId)]);
    assertOutcome([], null, close);
    assertOutcome([], 'Socket not found', info);
    chrome.test.succeed();
  },
]);
