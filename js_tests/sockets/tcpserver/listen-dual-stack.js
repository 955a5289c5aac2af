// A socket on :: takes IPv4 clients as well and writes their address in hexadecimal groups.

chrome.test.runTests([
  async function ipv4ClientOnIpv6Socket() {
    const server = await listeningServer('::');
    const accept = nextEvent(tcpServer.onAccept, of(server.socketId));
    await connectTo(server.port);
    const {clientSocketId} = await accept;
    chrome.test.assertEq('::ffff:7f00:1', (await ok(tcp.getInfo, clientSocketId)).peerAddress);
    chrome.test.succeed();
  },
  async function ipv6Client() {
    const server = await listeningServer('::1');
    const accept = nextEvent(tcpServer.onAccept, of(server.socketId));
    await connectTo(server.port, {address: '::1'});
    const {clientSocketId} = await accept;
    chrome.test.assertEq('::1', (await ok(tcp.getInfo, clientSocketId)).peerAddress);
    chrome.test.succeed();
  },
]);
