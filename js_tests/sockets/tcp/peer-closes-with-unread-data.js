// A peer that closes with data unread resets the connection, which looks like an end of stream.

chrome.test.runTests([
  async function minus100() {
    const {client, accepted} = await connectedPair();
    await send(client, 'nobody reads this');
    const error = nextEvent(tcp.onReceiveError, of(client));
    await ok(tcp.close, accepted);
    chrome.test.assertEq(-100, (await error).resultCode);
    chrome.test.succeed();
  },
]);
