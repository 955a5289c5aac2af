// Every method that takes an id: unknown ids give a callback without arguments and the same lastError, whatever else is wrong.

const methods = [
  [udp.update, {name: 'a'}],
  [udp.setPaused, true],
  [udp.bind, 'no literal', 0],
  [udp.send, new ArrayBuffer(1), 'name.invalid', 0],
  [udp.close],
  [udp.getInfo],
  [udp.joinGroup, 'no literal'],
  [udp.leaveGroup, 'no literal'],
  [udp.setMulticastTimeToLive, -1],
  [udp.setMulticastLoopbackMode, true],
  [udp.getJoinedGroups],
  [udp.setBroadcast, true],
];

chrome.test.runTests(methods.map(([method, ...args]) => async function unknownId() {
  for (const socketId of [0, -1, 2147483647, -2147483648]) {
    assertOutcome([], 'Socket not found', await outcome(method, socketId, ...args), `${method.name}(${socketId})`);
  }
  chrome.test.succeed();
}));
