// Sending needs a bound socket; that the name does not resolve is found out first.

chrome.test.runTests([
  async function notBound() {
    const socketId = await createSocket(udp);
    for (const size of [0, 1, 65536]) {
      assertOutcome([{resultCode: -15}], 'net::ERR_SOCKET_NOT_CONNECTED', await outcome(udp.send, socketId, new ArrayBuffer(size), '127.0.0.1', 9), size);
    }
    assertOutcome([{resultCode: -105}], 'net::ERR_NAME_NOT_RESOLVED', await outcome(udp.send, socketId, new ArrayBuffer(1), 'name.invalid', 9));
    chrome.test.succeed();
  },
]);
