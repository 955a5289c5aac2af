// alone: it counts socket ids
// Ids count from 1, in each table by itself, and are never used again. Accepted connections count with tcp.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  async function countersOfTheirOwn() {
    assertEq(1, await createSocket(tcpServer));
    assertEq(1, await createSocket(tcp));
    assertEq(2, await createSocket(tcp));
    assertEq(2, await createSocket(tcpServer));
    succeed();
  },
  async function notUsedAgain() {
    await ok(tcpServer.close, 2);
    assertEq(3, await createSocket(tcpServer));
    succeed();
  },
  async function acceptedSocketsCountWithTcp() {
    await ok(tcpServer.listen, 3, '127.0.0.1', 0);
    const {localPort} = await ok(tcpServer.getInfo, 3);
    assertEq(3, await createSocket(tcp));
    const accept = nextEvent(tcpServer.onAccept);
    await ok(tcp.connect, 3, '127.0.0.1', localPort);
    assertEq({clientSocketId: 4, socketId: 3}, await accept);
    assertEq(5, await createSocket(tcp));
    succeed();
  },
]);
