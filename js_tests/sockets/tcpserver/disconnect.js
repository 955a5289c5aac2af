// disconnect frees the port and clears the address; name, persistent and paused stay, and the socket may listen again.

const {succeed} = chrome.test;

chrome.test.runTests([
  async function clearsTheAddress() {
    const socketId = await createSocket(tcpServer, {name: 'a', persistent: true});
    await ok(tcpServer.listen, socketId, '127.0.0.1', 0);
    await ok(tcpServer.setPaused, socketId, true);
    assertOutcome([], null, await outcome(tcpServer.disconnect, socketId));
    assertOutcome([{name: 'a', paused: true, persistent: true, socketId}], null, await outcome(tcpServer.getInfo, socketId));
    succeed();
  },
  async function freesThePortAtOnce() {
    const {socketId, port} = await listeningServer();
    await ok(tcpServer.disconnect, socketId);
    const other = await createSocket(tcpServer);
    assertOutcome([0], null, await outcome(tcpServer.listen, other, '127.0.0.1', port));
    succeed();
  },
  async function refusesConnections() {
    const {socketId, port} = await listeningServer();
    await ok(tcpServer.disconnect, socketId);
    const client = await createSocket(tcp);
    assertOutcome([-102], 'net::ERR_CONNECTION_REFUSED', await outcome(tcp.connect, client, '127.0.0.1', port));
    succeed();
  },
  async function listensAgain() {
    const {socketId} = await listeningServer();
    await ok(tcpServer.disconnect, socketId);
    assertOutcome([0], null, await outcome(tcpServer.listen, socketId, '127.0.0.1', 0));
    const {localPort} = await ok(tcpServer.getInfo, socketId);
    const accept = nextEvent(tcpServer.onAccept, of(socketId));
    await connectTo(localPort);
    await accept;
    succeed();
  },
  async function neverListened() {
    const socketId = await createSocket(tcpServer);
    assertOutcome([], null, await outcome(tcpServer.disconnect, socketId));
    assertOutcome([], null, await outcome(tcpServer.disconnect, socketId));
    succeed();
  },
]);
