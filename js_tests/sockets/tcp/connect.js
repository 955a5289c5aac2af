// connect answers 0; getInfo then has both addresses, keys in ascending order.

chrome.test.runTests([
  async function success() {
    const {port} = await listeningServer();
    const socketId = await createSocket(tcp, {name: 'n', bufferSize: 10});
    assertOutcome([0], null, await outcome(tcp.connect, socketId, '127.0.0.1', port));
    const info = await ok(tcp.getInfo, socketId);
    chrome.test.assertTrue(info.localPort > 0);
    chrome.test.assertEq(
        `{"bufferSize":10,"connected":true,"localAddress":"127.0.0.1","localPort":${info.localPort},"name":"n","paused":false,` +
            `"peerAddress":"127.0.0.1","peerPort":${port},"persistent":false,"socketId":${socketId}}`,
        JSON.stringify(info));
    chrome.test.succeed();
  },
]);
