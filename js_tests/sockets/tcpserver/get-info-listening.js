// While listening, getInfo has the local address and the real port; keys are in ascending order.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  async function addressAndPort() {
    const socketId = await createSocket(tcpServer, {name: 'n'});
    assertOutcome([0], null, await outcome(tcpServer.listen, socketId, '127.0.0.1', 0));
    const info = await ok(tcpServer.getInfo, socketId);
    assertTrue(info.localPort > 0);
    assertEq(
        `{"localAddress":"127.0.0.1","localPort":${info.localPort},"name":"n","paused":false,"persistent":false,"socketId":${socketId}}`,
        JSON.stringify(info));
    succeed();
  },
  async function eachResultIsFresh() {
    const {socketId} = await listeningServer();
    const first = await ok(tcpServer.getInfo, socketId);
    first.localPort = 'changed';
    const second = await ok(tcpServer.getInfo, socketId);
    assertTrue(first !== second);
    assertEq('number', typeof second.localPort);
    assertTrue(Object.getPrototypeOf(second) === Object.prototype);
    succeed();
  },
]);
