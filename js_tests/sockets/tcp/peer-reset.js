// A reset by the peer looks like an end of stream: -100.

chrome.test.runTests([
  async function resetIsEndOfStream() {
    const {peer, client} = await connectedToPeer([['send', 'hello'], ['wait'], ['reset']]);
    const arrival = received(client, 5);
    await peer.go();
    const {text} = await arrival;
    chrome.test.assertEq('hello', text);
    const error = nextEvent(tcp.onReceiveError, of(client));
    await peer.go();
    chrome.test.assertEq({resultCode: -100, socketId: client}, await error);
    assertOutcome([{connected: false, paused: true, persistent: false, socketId: client}], null, await outcome(tcp.getInfo, client));
    chrome.test.succeed();
  },
]);
