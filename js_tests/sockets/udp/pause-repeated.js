// Pausing and unpausing again and again asks for no second receive and loses nothing.

chrome.test.runTests([
  async function again() {
    const [a, b] = [await boundSocket(), await boundSocket()];
    const log = recordDatagrams(b);
    for (const paused of [true, false, false, true, true, false]) udp.setPaused(b.socketId, paused, () => {});
    await sendDatagrams(a, b, 1, 2, 3);
    chrome.test.assertEq(['receive 1', 'receive 2', 'receive 3'], await log.take(3));
    chrome.test.succeed();
  },
]);
