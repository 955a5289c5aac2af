// Datagrams arrive one event each, in order.

chrome.test.runTests([
  async function order() {
    const [a, b] = [await boundSocket(), await boundSocket()];
    const log = recordDatagrams(b);
    const sizes = Array.from({length: 100}, (_, i) => i);
    await sendDatagrams(a, b, ...sizes);
    chrome.test.assertEq(sizes.map(size => `receive ${size}`), await log.take(sizes.length));
    chrome.test.succeed();
  },
]);
