// The callback of connect comes before the first onReceive.

chrome.test.runTests([
  async function order() {
    const peer = await startPeer({listen: true, steps: [['send', 'at once']]});
    const {port} = await peer.done('listen');
    const socketId = await createSocket(tcp);
    const log = record(socketId);
    const arrival = received(socketId, 7);
    tcp.connect(socketId, '127.0.0.1', port, result => log.push(`connect ${result}`));
    await arrival;
    chrome.test.assertEq(['connect 0', 'receive 7'], log);
    chrome.test.succeed();
  },
]);
