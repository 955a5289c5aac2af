// Every method that takes an id: an unknown one. The setters answer with a code, as no other method does.

const plain = [
  [tcp.update, {name: 'a'}], [tcp.setPaused, true], [tcp.connect, '127.0.0.1', 1], [tcp.disconnect], [tcp.send, new ArrayBuffer(1)], [tcp.close], [tcp.getInfo],
];
const withCode = [[tcp.setKeepAlive, true], [tcp.setKeepAlive, true, 5], [tcp.setNoDelay, true]];

async function checkUnknown(expectedArgs, method, args) {
  for (const socketId of [0, -1, 2147483647]) {
    assertOutcome(expectedArgs, 'Socket not found', await outcome(method, socketId, ...args), `${method.name}(${socketId})`);
  }
  chrome.test.succeed();
}

chrome.test.runTests([
  ...plain.map(([method, ...args]) => async function noArguments() { await checkUnknown([], method, args); }),
  ...withCode.map(([method, ...args]) => async function code() { await checkUnknown([-2], method, args); }),
]);
