// onReceive: one argument, keys in ascending order, the data an ArrayBuffer of its own.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  async function shape() {
    const {client, accepted} = await connectedPair();
    const event = new Promise(resolve => tcp.onReceive.addListener(function listener(...args) {
      tcp.onReceive.removeListener(listener);
      resolve(args);
    }));
    await ok(tcp.send, accepted, Uint8Array.of(0, 255, 128).buffer);
    const args = await event;
    assertEq(1, args.length);
    assertEq(['data', 'socketId'], Object.keys(args[0]));
    assertEq(client, args[0].socketId);
    assertTrue(args[0].data instanceof ArrayBuffer);
    assertEq([0, 255, 128], Array.from(new Uint8Array(args[0].data)));
    succeed();
  },
]);
