// The tables of tcpServer and tcp are apart: an id of one means nothing in the other.

chrome.test.runTests([
  async function tcpIdIsNoServerId() {
    const server = await createSocket(tcpServer);
    let id;
    do id = await createSocket(tcp); while (id <= server);
    assertOutcome([], 'Socket not found', await outcome(tcpServer.getInfo, id));
    assertOutcome([], 'Socket not found', await outcome(tcpServer.close, id));
    chrome.test.assertEq(id, (await ok(tcp.getInfo, id)).socketId);
    chrome.test.succeed();
  },
]);
