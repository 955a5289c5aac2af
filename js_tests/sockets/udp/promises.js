// Which methods return a promise when they are called without a callback, and which insist on one.

const {assertThrows, assertTrue, assertEq, succeed} = chrome.test;

const insist = ['bind', 'send', 'joinGroup', 'leaveGroup', 'setMulticastTimeToLive', 'setMulticastLoopbackMode', 'setBroadcast'];
const args = {
  bind: ['127.0.0.1', 0], send: [new ArrayBuffer(1), '127.0.0.1', 9], joinGroup: ['224.0.0.1'], leaveGroup: ['224.0.0.1'],
  setMulticastTimeToLive: [1], setMulticastLoopbackMode: [true], setBroadcast: [true],
};

chrome.test.runTests([
  async function promises() {
    const {socketId} = await udp.create();
    assertEq(undefined, await udp.update(socketId, {name: 'a'}));
    assertEq(undefined, await udp.setPaused(socketId, true));
    assertEq({name: 'a', paused: true, persistent: false, socketId}, await udp.getInfo(socketId));
    assertEq([], await udp.getJoinedGroups(socketId));
    assertEq([socketId], (await udp.getSockets()).map(info => info.socketId));
    assertEq(undefined, await udp.close(socketId));
    await chrome.test.assertPromiseRejects(udp.getInfo(socketId), 'Error: Socket not found');
    succeed();
  },
  ...insist.map(name => async function insists() {
    const socketId = await createSocket(udp);
    assertThrows(() => udp[name](socketId, ...args[name]), /No matching signature\.$/);
    assertThrows(() => udp[name](socketId, ...args[name], null), /No matching signature\.$/);
    succeed();
  }),
]);
