// Pausing does not call off the read that is waiting: one more event comes, then none until unpaused.

chrome.test.runTests([
  async function oneMore() {
    const {client, accepted} = await connectedPair();
    const log = record(client);
    assertOutcome([], null, await outcome(tcp.setPaused, client, true));
    const first = nextEvent(tcp.onReceive, of(client));
    await send(accepted, 'a');
    await first;
    await send(accepted, 'bc');
    await quiet();
    chrome.test.assertEq(['receive 1'], log);
    chrome.test.assertTrue((await ok(tcp.getInfo, client)).paused);
    const second = nextEvent(tcp.onReceive, of(client));
    await ok(tcp.setPaused, client, false);
    await second;
    chrome.test.assertEq(['receive 1', 'receive 2'], log);
    chrome.test.succeed();
  },
]);
