// setPaused(true) called in the onReceive listener: after its callback at most one more event comes, and nothing is lost.

chrome.test.runTests([
  async function pauseAndResume() {
    const {client, accepted} = await connectedPair({properties: {bufferSize: 2}});
    const log = record(client);
    const arrival = received(client, 10);
    const pausing = nextEvent(tcp.onReceive, of(client)).then(() => ok(tcp.setPaused, client, true));
    await send(accepted, '01234');
    await pausing;
    const before = log.length;
    await send(accepted, '56789');
    await quiet();
    chrome.test.assertTrue(log.length <= before + 1, log.join());
    await ok(tcp.setPaused, client, false);
    chrome.test.assertEq('0123456789', (await arrival).text);
    chrome.test.succeed();
  },
]);
