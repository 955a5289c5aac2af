// Paused with a read under way: the end of the stream completes it, so that the error comes all the same.

chrome.test.runTests([
  async function errorWhilePaused() {
    const {client, accepted} = await connectedPair();
    await ok(tcp.setPaused, client, true);
    const error = nextEvent(tcp.onReceiveError, of(client));
    await ok(tcp.close, accepted);
    chrome.test.assertEq(-100, (await error).resultCode);
    assertOutcome([{connected: false, paused: true, persistent: false, socketId: client}], null, await outcome(tcp.getInfo, client));
    chrome.test.succeed();
  },
]);
