// The receive that waits when the socket is paused still brings a datagram; the others wait for the end of the pause.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  async function pause() {
    const [a, b] = [await boundSocket(), await boundSocket()];
    const log = recordDatagrams(b);
    assertOutcome([], null, await outcome(udp.setPaused, b.socketId, true));
    await sendDatagrams(a, b, 1, 2, 3);
    await quiet();
    assertEq(['receive 1'], await log.take(1));
    assertEq(true, (await ok(udp.getInfo, b.socketId)).paused);
    assertOutcome([], null, await outcome(udp.setPaused, b.socketId, false));
    assertEq(['receive 2', 'receive 3'], await log.take(2));
    succeed();
  },
]);
