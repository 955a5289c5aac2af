// Nobody listens: -102. The socket is as before and may connect elsewhere.

chrome.test.runTests([
  async function refused() {
    const socketId = await createSocket(tcp);
    assertOutcome([-102], 'net::ERR_CONNECTION_REFUSED', await outcome(tcp.connect, socketId, '127.0.0.1', await closedPort()));
    assertOutcome([{connected: false, paused: false, persistent: false, socketId}], null, await outcome(tcp.getInfo, socketId));
    const {port} = await listeningServer();
    assertOutcome([0], null, await outcome(tcp.connect, socketId, '127.0.0.1', port));
    chrome.test.succeed();
  },
  async function portZero() {
    const socketId = await createSocket(tcp);
    assertOutcome([-102], 'net::ERR_CONNECTION_REFUSED', await outcome(tcp.connect, socketId, '127.0.0.1', 0));
    chrome.test.succeed();
  },
]);
