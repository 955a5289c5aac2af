// A disconnected socket connects again. It was reading, so it is paused now and receives nothing until it is unpaused.

chrome.test.runTests([
  async function reconnect() {
    const {client, server} = await connectedPair();
    const error = nextEvent(tcp.onReceiveError, of(client));
    await ok(tcp.disconnect, client);
    await error;
    const accept = nextEvent(tcpServer.onAccept, of(server));
    const {localPort} = await ok(tcpServer.getInfo, server);
    assertOutcome([0], null, await outcome(tcp.connect, client, '127.0.0.1', localPort));
    const {clientSocketId} = await accept;
    const log = record(client);
    await send(clientSocketId, 'hello');
    await quiet();
    chrome.test.assertEq([], log);
    const arrival = received(client, 5);
    await ok(tcp.setPaused, client, false);
    await arrival;
    chrome.test.assertEq(['receive 5'], log);
    chrome.test.succeed();
  },
]);
