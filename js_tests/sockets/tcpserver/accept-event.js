// onAccept: one argument, keys in ascending order, one event for each connection, in the order of the connections.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  async function shape() {
    const {socketId, port} = await listeningServer();
    const accept = new Promise(resolve => tcpServer.onAccept.addListener(function listener(...args) {
      tcpServer.onAccept.removeListener(listener);
      resolve(args);
    }));
    await connectTo(port);
    const args = await accept;
    assertEq(1, args.length);
    assertEq(`{"clientSocketId":${args[0].clientSocketId},"socketId":${socketId}}`, JSON.stringify(args[0]));
    assertTrue(Object.getPrototypeOf(args[0]) === Object.prototype);
    succeed();
  },
  async function everyConnectionInOrder() {
    const {socketId, port} = await listeningServer();
    const accepted = [];
    const all = nextEvent(tcpServer.onAccept, info => info.socketId === socketId && accepted.push(info.clientSocketId) === 5);
    const localPorts = [];
    for (let i = 0; i < 5; i++) localPorts.push((await ok(tcp.getInfo, await connectTo(port))).localPort);
    await all;
    const peerPorts = [];
    for (const id of accepted) peerPorts.push((await ok(tcp.getInfo, id)).peerPort);
    assertEq(localPorts, peerPorts);
    succeed();
  },
]);
