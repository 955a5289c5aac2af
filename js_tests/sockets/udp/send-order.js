// Sends without waiting: callbacks and datagrams in order.

chrome.test.runTests([
  async function order() {
    const [a, b] = [await boundSocket(), await boundSocket()];
    const log = recordDatagrams(b);
    const sizes = [3, 1, 4, 1, 5, 9, 2, 6];
    const sent = [];
    await Promise.all(sizes.map(size => outcome(udp.send, a.socketId, new ArrayBuffer(size), '127.0.0.1', b.port).then(({args}) => sent.push(args[0].bytesSent))));
    chrome.test.assertEq(sizes, sent);
    chrome.test.assertEq(sizes.map(size => `receive ${size}`), await log.take(sizes.length));
    chrome.test.succeed();
  },
]);
