// setKeepAlive: 0 on a connected socket, whatever its origin; -2 otherwise and for a negative delay.

chrome.test.runTests([
  async function connected() {
    const {client, accepted} = await connectedPair();
    for (const socketId of [client, accepted]) {
      for (const args of [[true], [false], [true, 0], [true, 7], [true, null], [false, 7]]) {
        assertOutcome([0], null, await outcome(tcp.setKeepAlive, socketId, ...args), args.join());
      }
      assertOutcome([-2], 'net::ERR_FAILED', await outcome(tcp.setKeepAlive, socketId, true, -1));
    }
    chrome.test.succeed();
  },
  async function notConnected() {
    const socketId = await createSocket(tcp);
    assertOutcome([-2], 'net::ERR_FAILED', await outcome(tcp.setKeepAlive, socketId, true));
    assertOutcome([-2], 'net::ERR_FAILED', await outcome(tcp.setKeepAlive, socketId, false, 5));
    chrome.test.succeed();
  },
]);
