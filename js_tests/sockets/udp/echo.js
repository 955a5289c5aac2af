// Two sockets on the loopback interface; empty datagrams arrive too.

chrome.test.runTests([
  async function datagrams() {
    const [a, b] = [await boundSocket(), await boundSocket()];
    for (const text of ['hello', '']) {
      const arrival = nextEvent(udp.onReceive, of(b.socketId));
      assertOutcome([{bytesSent: text.length, resultCode: 0}], null, await outcome(udp.send, a.socketId, bufferOf(text), '127.0.0.1', b.port));
      const {data, remoteAddress, remotePort} = await arrival;
      chrome.test.assertEq([text, '127.0.0.1', a.port], [textOf(data), remoteAddress, remotePort]);
    }
    chrome.test.succeed();
  },
]);
