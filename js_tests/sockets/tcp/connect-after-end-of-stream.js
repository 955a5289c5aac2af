// After the end of the stream the id may connect again.

chrome.test.runTests([
  async function reconnect() {
    const {client, accepted, server} = await connectedPair();
    const error = nextEvent(tcp.onReceiveError, of(client));
    await ok(tcp.close, accepted);
    await error;
    const {localPort} = await ok(tcpServer.getInfo, server);
    const accept = nextEvent(tcpServer.onAccept, of(server));
    assertOutcome([0], null, await outcome(tcp.connect, client, '127.0.0.1', localPort));
    const {clientSocketId} = await accept;
    await ok(tcp.setPaused, client, false);
    const arrival = received(client, 5);
    await send(clientSocketId, 'again');
    chrome.test.assertEq('again', (await arrival).text);
    chrome.test.succeed();
  },
]);
