// A datagram that is longer than the buffer is lost: an error, and the socket is paused. Those behind it wait.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  async function lost() {
    const a = await boundSocket();
    const b = await boundSocket({properties: {bufferSize: 4}});
    const log = recordDatagrams(b);
    const error = nextEvent(udp.onReceiveError, of(b.socketId));
    await sendDatagrams(a, b, 4, 5, 3, 2);
    assertEq(`{"resultCode":-142,"socketId":${b.socketId}}`, JSON.stringify(await error));
    assertEq(true, (await ok(udp.getInfo, b.socketId)).paused);
    assertEq(['receive 4', 'error -142'], await log.take(2));
    await ok(udp.setPaused, b.socketId, false);
    assertEq(['receive 3', 'receive 2'], await log.take(2));
    succeed();
  },
]);
