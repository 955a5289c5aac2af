// setNoDelay: 0 on a connected socket, whatever its origin; -2 otherwise.

chrome.test.runTests([
  async function connected() {
    const {client, accepted} = await connectedPair();
    for (const socketId of [client, accepted]) {
      for (const noDelay of [true, false]) assertOutcome([0], null, await outcome(tcp.setNoDelay, socketId, noDelay));
    }
    chrome.test.succeed();
  },
  async function notConnected() {
    const {client} = await connectedPair({paused: true});
    await ok(tcp.disconnect, client);
    for (const socketId of [client, await createSocket(tcp)]) {
      assertOutcome([-2], 'net::ERR_FAILED', await outcome(tcp.setNoDelay, socketId, true));
    }
    chrome.test.succeed();
  },
]);
