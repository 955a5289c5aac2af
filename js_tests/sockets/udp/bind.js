// bind takes a port; getInfo shows the real one.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  async function freePort() {
    const socketId = await createSocket(udp);
    assertOutcome([0], null, await outcome(udp.bind, socketId, '127.0.0.1', 0));
    const info = await ok(udp.getInfo, socketId);
    assertEq(`{"localAddress":"127.0.0.1","localPort":${info.localPort},"paused":false,"persistent":false,"socketId":${socketId}}`, JSON.stringify(info));
    assertTrue(info.localPort > 0);
    succeed();
  },
  async function givenPort() {
    const {socketId, port} = await boundSocket();
    await ok(udp.close, socketId);
    const again = await createSocket(udp);
    assertOutcome([0], null, await outcome(udp.bind, again, '127.0.0.1', port));
    assertEq(port, (await ok(udp.getInfo, again)).localPort);
    succeed();
  },
]);
