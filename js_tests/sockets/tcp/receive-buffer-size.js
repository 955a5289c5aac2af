// No event has more bytes than bufferSize; the bytes come in order.

chrome.test.runTests([
  async function threeAtATime() {
    const {client, accepted} = await connectedPair({paused: true, properties: {bufferSize: 3}});
    await send(accepted, '0123456789');
    const arrival = received(client, 10);
    await ok(tcp.setPaused, client, false);
    const {text, sizes} = await arrival;
    chrome.test.assertEq('0123456789', text);
    chrome.test.assertTrue(sizes.every(size => size >= 1 && size <= 3), sizes.join());
    chrome.test.succeed();
  },
]);
