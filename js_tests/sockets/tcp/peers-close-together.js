// Both ends disconnect in one turn: each reading one gets its error, each paused one none.

chrome.test.runTests([
  async function eachHearsOfItself() {
    const {client, accepted} = await connectedPair();
    const logs = [record(client), record(accepted)];
    const error = nextEvent(tcp.onReceiveError, of(client));
    await Promise.all([ok(tcp.disconnect, client), ok(tcp.disconnect, accepted)]);
    await error;
    await quiet();
    chrome.test.assertEq([['error -100'], []], logs);
    chrome.test.succeed();
  },
]);
