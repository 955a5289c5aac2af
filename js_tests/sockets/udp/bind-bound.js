// A socket can be bound once, whatever the second address is; the first port stays.

chrome.test.runTests([
  async function refused() {
    const {socketId, port} = await boundSocket();
    for (const address of ['127.0.0.1', 'no literal']) {
      assertOutcome([-104], 'net::ERR_CONNECTION_FAILED', await outcome(udp.bind, socketId, address, 0), address);
    }
    chrome.test.assertEq(port, (await ok(udp.getInfo, socketId)).localPort);
    chrome.test.succeed();
  },
]);
