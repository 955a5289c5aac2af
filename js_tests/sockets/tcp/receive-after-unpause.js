// An accepted socket receives nothing until it is unpaused, then what was sent before.

chrome.test.runTests([
  async function dataWaits() {
    const {client, accepted} = await connectedPair();
    const log = record(accepted);
    await send(client, 'early');
    await quiet();
    chrome.test.assertEq([], log);
    const arrival = received(accepted, 5);
    await ok(tcp.setPaused, accepted, false);
    chrome.test.assertEq('early', (await arrival).text);
    chrome.test.succeed();
  },
]);
