// Two sockets on the loopback interface; empty datagrams arrive too.

const {assertEq, succeed} = chrome.test;

async function boundSocket(properties) {
  const socketId = await createSocket(udp, properties);
  assertEq(0, await ok(udp.bind, socketId, '127.0.0.1', 0));
  return {socketId, port: (await ok(udp.getInfo, socketId)).localPort};
}

chrome.test.runTests([
  async function datagrams() {
    const a = await boundSocket();
    const b = await boundSocket();
    for (const text of ['hello', '']) {
      const arrival = nextEvent(udp.onReceive, of(b.socketId));
      assertOutcome([{bytesSent: text.length, resultCode: 0}], null, await outcome(udp.send, a.socketId, bufferOf(text), '127.0.0.1', b.port));
      const info = await arrival;
      assertEq(['data', 'remoteAddress', 'remotePort', 'socketId'], Object.keys(info));
      assertEq([text, '127.0.0.1', a.port], [textOf(info.data), info.remoteAddress, info.remotePort]);
    }
    succeed();
  },
  async function tooLongForTheBuffer() {
    const a = await boundSocket();
    const b = await boundSocket({bufferSize: 4});
    const error = nextEvent(udp.onReceiveError, of(b.socketId));
    await ok(udp.send, a.socketId, bufferOf('12345'), '127.0.0.1', b.port);
    assertEq(`{"resultCode":-142,"socketId":${b.socketId}}`, JSON.stringify(await error));
    assertEq(true, (await ok(udp.getInfo, b.socketId)).paused);
    succeed();
  },
  async function closeMakesNoEvent() {
    const {socketId} = await boundSocket();
    const log = [];
    udp.onReceiveError.addListener(() => log.push('error'));
    assertOutcome([], null, await outcome(udp.close, socketId));
    await quiet();
    assertEq([], log);
    succeed();
  },
]);
