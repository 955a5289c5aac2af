// A connected socket does not connect again; a bad name is noticed before that.

chrome.test.runTests([
  async function outgoing() {
    const {port} = await listeningServer();
    const socketId = await connectTo(port);
    assertOutcome([-23], 'net::ERR_SOCKET_IS_CONNECTED', await outcome(tcp.connect, socketId, '127.0.0.1', port));
    assertOutcome([-105], 'net::ERR_NAME_NOT_RESOLVED', await outcome(tcp.connect, socketId, '', port));
    chrome.test.assertTrue((await ok(tcp.getInfo, socketId)).connected);
    chrome.test.succeed();
  },
  async function accepted() {
    const {accepted} = await connectedPair();
    assertOutcome([-23], 'net::ERR_SOCKET_IS_CONNECTED', await outcome(tcp.connect, accepted, '127.0.0.1', 1));
    chrome.test.succeed();
  },
]);
