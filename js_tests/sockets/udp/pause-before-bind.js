// A socket that is paused when it is bound receives nothing until it is unpaused, and what came before is not lost.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  async function pause() {
    const a = await boundSocket();
    const b = await boundSocket({paused: true});
    const log = recordDatagrams(b);
    await sendDatagrams(a, b, 1, 2);
    await quiet();
    assertEq([], await log.take(0));
    await ok(udp.setPaused, b.socketId, false);
    assertEq(['receive 1', 'receive 2'], await log.take(2));
    succeed();
  },
]);
