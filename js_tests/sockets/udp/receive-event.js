// onReceive: one argument, keys in ascending order, the data an ArrayBuffer of its own.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  async function shape() {
    const {socketId, port} = await boundSocket();
    const event = new Promise(resolve => udp.onReceive.addListener(function listener(...args) {
      udp.onReceive.removeListener(listener);
      resolve(args);
    }));
    await ok(udp.send, socketId, Uint8Array.of(0, 255, 128).buffer, '127.0.0.1', port);
    const args = await event;
    assertEq(1, args.length);
    assertEq(['data', 'remoteAddress', 'remotePort', 'socketId'], Object.keys(args[0]));
    assertTrue(args[0].data instanceof ArrayBuffer);
    assertEq([0, 255, 128], Array.from(new Uint8Array(args[0].data)));
    assertEq(['127.0.0.1', port, socketId], [args[0].remoteAddress, args[0].remotePort, args[0].socketId]);
    succeed();
  },
]);
