// A new buffer size does not count for the receive that waits already, but for the one after it.

chrome.test.runTests([
  async function update() {
    const a = await boundSocket();
    const b = await boundSocket({properties: {bufferSize: 4}});
    const log = recordDatagrams(b);
    await ok(udp.update, b.socketId, {bufferSize: 2});
    await sendDatagrams(a, b, 3);
    chrome.test.assertEq(['receive 3'], await log.take(1));
    await sendDatagrams(a, b, 3);
    chrome.test.assertEq(['error -142'], await log.take(1));
    chrome.test.succeed();
  },
]);
