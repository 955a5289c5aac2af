// Every method that takes an id: unknown ids give a callback without arguments and the same lastError.

const methods = [
  [tcpServer.update, {name: 'a'}],
  [tcpServer.setPaused, true],
  [tcpServer.listen, '127.0.0.1', 0],
  [tcpServer.disconnect],
  [tcpServer.close],
  [tcpServer.getInfo],
];

chrome.test.runTests(methods.map(([method, ...args]) => async function unknownId() {
  for (const socketId of [0, -1, 2147483647, -2147483648]) {
    assertOutcome([], 'Socket not found', await outcome(method, socketId, ...args), `${method.name}(${socketId})`);
  }
  chrome.test.succeed();
}));
