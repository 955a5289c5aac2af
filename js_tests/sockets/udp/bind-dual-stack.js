// A socket on :: receives from IPv4 senders and sends to both families.

const {assertEq, succeed} = chrome.test;

async function exchange(from, to, address) {
  const arrival = nextEvent(udp.onReceive, of(to.socketId));
  await ok(udp.send, from.socketId, bufferOf('x'), address, to.port);
  const {remoteAddress, remotePort} = await arrival;
  assertEq(from.port, remotePort);
  return remoteAddress;
}

chrome.test.runTests([
  async function bothFamilies() {
    const any = await boundSocket({address: '::'});
    const v4 = await boundSocket();
    const v6 = await boundSocket({address: '::1'});
    assertEq('::ffff:7f00:1', await exchange(v4, any, '127.0.0.1'));
    assertEq('::1', await exchange(v6, any, '::1'));
    assertEq('127.0.0.1', await exchange(any, v4, '127.0.0.1'));
    assertEq('127.0.0.1', await exchange(any, v4, '::ffff:127.0.0.1'));
    assertEq('::1', await exchange(any, v6, 'localhost'));
    succeed();
  },
  async function mapped() {
    const [mapped, v4] = [await boundSocket({address: '::ffff:127.0.0.1'}), await boundSocket()];
    assertEq('::ffff:7f00:1', await exchange(v4, mapped, '127.0.0.1'));
    assertEq('127.0.0.1', await exchange(mapped, v4, '127.0.0.1'));
    assertEq('127.0.0.1', await exchange(mapped, v4, '::ffff:127.0.0.1'));
    succeed();
  },
]);
