// manifest: {"sockets": {}}
// A sockets key that grants nothing brings the APIs nevertheless; what needs a permission fails when it is called.

chrome.test.runTests([
  function apisAreThere() {
    chrome.test.assertEq(['tcp', 'tcpServer', 'udp'], Object.keys(chrome.sockets));
    chrome.test.succeed();
  },
  async function tcpServerListen() {
    const socketId = await createSocket(tcpServer);
    assertOutcome([], 'Does not have permission', await outcome(tcpServer.listen, socketId, '127.0.0.1', 0));
    assertOutcome([], null, await outcome(tcpServer.disconnect, socketId));
    chrome.test.succeed();
  },
  async function tcpConnect() {
    const socketId = await createSocket(tcp);
    assertOutcome([], 'Does not have permission', await outcome(tcp.connect, socketId, '127.0.0.1', 1));
    assertOutcome([{resultCode: -15}], 'net::ERR_SOCKET_NOT_CONNECTED', await outcome(tcp.send, socketId, new ArrayBuffer(1)));
    chrome.test.succeed();
  },
  async function udpBind() {
    const socketId = await createSocket(udp);
    assertOutcome([], 'App does not have permission', await outcome(udp.bind, socketId, '127.0.0.1', 0));
    assertOutcome([], 'App does not have permission', await outcome(udp.send, socketId, new ArrayBuffer(1), '127.0.0.1', 1));
    chrome.test.succeed();
  },
]);
