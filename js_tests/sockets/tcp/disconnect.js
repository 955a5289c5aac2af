// disconnect clears the addresses; name, persistent and bufferSize stay. An unconnected socket may be disconnected.

chrome.test.runTests([
  async function clearsTheAddresses() {
    const {client} = await connectedPair({paused: true, properties: {name: 'n', persistent: true, bufferSize: 9}});
    assertOutcome([], null, await outcome(tcp.disconnect, client));
    assertOutcome(
        [{bufferSize: 9, connected: false, name: 'n', paused: true, persistent: true, socketId: client}], null, await outcome(tcp.getInfo, client));
    chrome.test.succeed();
  },
  async function neverConnected() {
    const socketId = await createSocket(tcp);
    assertOutcome([], null, await outcome(tcp.disconnect, socketId));
    assertOutcome([], null, await outcome(tcp.disconnect, socketId));
    chrome.test.succeed();
  },
]);
