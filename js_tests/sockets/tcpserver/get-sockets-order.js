// host-only: the order is that of a hash set in Chrome; the host gives the ids in ascending order

chrome.test.runTests([
  async function ascendingIds() {
    const ids = [];
    for (let i = 0; i < 20; i++) ids.push(await createSocket(tcpServer));
    chrome.test.assertEq(ids, (await ok(tcpServer.getSockets)).map(info => info.socketId));
    chrome.test.succeed();
  },
]);
