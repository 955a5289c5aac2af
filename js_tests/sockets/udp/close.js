// close releases the port and makes no event; the id is gone.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  async function noEvent() {
    const socket = await boundSocket();
    const log = recordDatagrams(socket);
    assertOutcome([], null, await outcome(udp.close, socket.socketId));
    assertOutcome([], 'Socket not found', await outcome(udp.close, socket.socketId));
    await quiet();
    assertEq([], await log.take(0));
    succeed();
  },
  async function portIsFree() {
    const {socketId, port} = await boundSocket();
    await ok(udp.close, socketId);
    assertOutcome([0], null, await outcome(udp.bind, await createSocket(udp), '127.0.0.1', port));
    succeed();
  },
  async function inTheListener() {
    const [a, b] = [await boundSocket(), await boundSocket()];
    const log = recordDatagrams(b);
    const closed = new Promise(resolve => udp.onReceive.addListener(({socketId}) => {
      if (socketId === b.socketId) udp.close(b.socketId, resolve);
    }));
    await ok(udp.setPaused, b.socketId, true);
    await sendDatagrams(a, b, 1);
    await closed;
    await quiet();
    assertEq(['receive 1'], await log.take(1));
    succeed();
  },
]);
