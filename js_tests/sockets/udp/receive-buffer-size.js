// bufferSize is the longest datagram that arrives: 4096 if it is not above zero.

const cases = [[undefined, 4096], [0, 4096], [-1, 4096], [1, 1], [100, 100], [65506, 65506]];

chrome.test.runTests([
  ...cases.map(([bufferSize, limit]) => async function size() {
    const a = await boundSocket();
    const b = await boundSocket({properties: {bufferSize}});
    const log = recordDatagrams(b);
    await sendDatagrams(a, b, limit, limit + 1);
    chrome.test.assertEq([`receive ${limit}`, 'error -142'], await log.take(2), `bufferSize ${bufferSize}`);
    chrome.test.succeed();
  }),
  async function all() {
    const a = await boundSocket();
    for (const bufferSize of [65507, 65536, 2147483647]) {
      const b = await boundSocket({properties: {bufferSize}});
      const log = recordDatagrams(b);
      await sendDatagrams(a, b, 65507);
      chrome.test.assertEq(['receive 65507'], await log.take(1), `bufferSize ${bufferSize}`);
    }
    chrome.test.succeed();
  },
]);
