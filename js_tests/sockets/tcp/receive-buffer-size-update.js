// A new bufferSize counts from the next read on.

chrome.test.runTests([
  async function updateBetweenReads() {
    const {client, accepted} = await connectedPair({paused: true, properties: {bufferSize: 2}});
    await ok(tcp.update, client, {bufferSize: 5});
    chrome.test.assertEq(5, (await ok(tcp.getInfo, client)).bufferSize);
    await send(accepted, '0123456789');
    const arrival = received(client, 10);
    await ok(tcp.setPaused, client, false);
    const {text, sizes} = await arrival;
    chrome.test.assertEq('0123456789', text);
    chrome.test.assertEq(5, Math.max(...sizes));
    chrome.test.succeed();
  },
]);
