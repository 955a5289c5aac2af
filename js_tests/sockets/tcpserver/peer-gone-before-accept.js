// A client that has gone away again is accepted like any other; the end shows when the socket reads.

chrome.test.runTests([
  async function endShowsOnReading() {
    const {peer, accepted} = await peerConnected([['send', 'bye'], ['close']]);
    await peer.done('close');
    const log = record(accepted);
    const error = nextEvent(tcp.onReceiveError, of(accepted));
    await ok(tcp.setPaused, accepted, false);
    await error;
    chrome.test.assertEq(['receive 3', 'error -100'], log);
    chrome.test.succeed();
  },
]);
