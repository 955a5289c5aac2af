// setPaused(false) after the end of the stream succeeds, changes `paused` and nothing else.

chrome.test.runTests([
  async function nothingHappens() {
    const {client, accepted} = await connectedPair();
    const error = nextEvent(tcp.onReceiveError, of(client));
    await ok(tcp.close, accepted);
    await error;
    const log = record(client);
    assertOutcome([], null, await outcome(tcp.setPaused, client, false));
    await quiet();
    chrome.test.assertEq([], log);
    assertOutcome([{connected: false, paused: false, persistent: false, socketId: client}], null, await outcome(tcp.getInfo, client));
    chrome.test.succeed();
  },
]);
