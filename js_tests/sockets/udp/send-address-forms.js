// Every form of an address that the host of a URL may have.

chrome.test.runTests([
  async function forms() {
    const {socketId, port} = await boundSocket();
    for (const address of ['127.0.0.1', '127.1', '0x7f.1', '2130706433', '127.0.0.1.', '１２７.0.0.1', '%31%32%37.0.0.1', '0.0.0.0']) {
      const arrival = nextEvent(udp.onReceive, of(socketId));
      assertOutcome([{bytesSent: 1, resultCode: 0}], null, await outcome(udp.send, socketId, bufferOf('x'), address, port), address);
      chrome.test.assertEq('127.0.0.1', (await arrival).remoteAddress, address);
    }
    chrome.test.succeed();
  },
]);
