// Nobody listens there: the datagram is sent, and no event tells of its loss.

chrome.test.runTests([
  async function lost() {
    const gone = await boundSocket();
    await ok(udp.close, gone.socketId);
    const a = await boundSocket();
    const log = recordDatagrams(a);
    for (let i = 0; i < 3; i++) {
      assertOutcome([{bytesSent: 1, resultCode: 0}], null, await outcome(udp.send, a.socketId, bufferOf('x'), '127.0.0.1', gone.port));
    }
    await quiet();
    await sendDatagrams(a, a, 7);
    chrome.test.assertEq(['receive 7'], await log.take(1));
    chrome.test.succeed();
  },
]);
