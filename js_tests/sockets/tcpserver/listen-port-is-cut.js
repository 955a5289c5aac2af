// The port is cut to 16 bits instead of being checked.

chrome.test.runTests([
  async function higherAndLowerMeanTheSamePort() {
    const {port} = await listeningServer();
    for (const offset of [65536, -65536, 1310720]) {
      const socketId = await createSocket(tcpServer);
      assertOutcome([-147], 'net::ERR_ADDRESS_IN_USE', await outcome(tcpServer.listen, socketId, '127.0.0.1', port + offset));
    }
    chrome.test.succeed();
  },
  async function portZeroAgain() {
    const socketId = await createSocket(tcpServer);
    assertOutcome([0], null, await outcome(tcpServer.listen, socketId, '127.0.0.1', 65536));
    const {localPort} = await ok(tcpServer.getInfo, socketId);
    chrome.test.assertTrue(localPort > 0 && localPort < 65536);
    chrome.test.succeed();
  },
]);
