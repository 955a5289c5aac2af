// A socket that is not connected: -15 and no bytesSent, for empty data too.

async function refuses(socketId) {
  for (const size of [0, 1]) {
    assertOutcome([{resultCode: -15}], 'net::ERR_SOCKET_NOT_CONNECTED', await outcome(tcp.send, socketId, new ArrayBuffer(size)));
  }
  chrome.test.succeed();
}

chrome.test.runTests([
  async function neverConnected() {
    await refuses(await createSocket(tcp));
  },
  async function disconnected() {
    const {client} = await connectedPair({paused: true});
    await ok(tcp.disconnect, client);
    await refuses(client);
  },
  async function refusedConnect() {
    const socketId = await createSocket(tcp);
    await outcome(tcp.connect, socketId, '127.0.0.1', await closedPort());
    await refuses(socketId);
  },
]);
