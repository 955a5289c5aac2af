// The longest datagram that IPv4 takes has 65507 bytes. A refused send does not pause the socket.

chrome.test.runTests([
  async function limit() {
    const a = await boundSocket();
    const b = await boundSocket({properties: {bufferSize: 65536}});
    const log = recordDatagrams(b);
    for (const size of [65508, 65535, 65536, 1 << 20]) {
      assertOutcome([{resultCode: -142}], 'net::ERR_MSG_TOO_BIG', await outcome(udp.send, a.socketId, new ArrayBuffer(size), '127.0.0.1', b.port), size);
    }
    assertOutcome([{bytesSent: 65507, resultCode: 0}], null, await outcome(udp.send, a.socketId, new ArrayBuffer(65507), '127.0.0.1', b.port));
    chrome.test.assertEq(['receive 65507'], await log.take(1));
    chrome.test.assertEq(false, (await ok(udp.getInfo, a.socketId)).paused);
    chrome.test.succeed();
  },
]);
