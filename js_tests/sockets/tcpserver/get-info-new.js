// A new server socket: exactly these keys, in this order, no address, no `connected`.

chrome.test.runTests([
  async function newSocket() {
    const socketId = await createSocket(tcpServer);
    const info = await ok(tcpServer.getInfo, socketId);
    chrome.test.assertEq(`{"paused":false,"persistent":false,"socketId":${socketId}}`, JSON.stringify(info));
    for (const key of ['name', 'localAddress', 'localPort', 'connected']) chrome.test.assertFalse(key in info, key);
    chrome.test.succeed();
  },
]);
