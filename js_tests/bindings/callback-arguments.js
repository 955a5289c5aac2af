// Success passes the result or nothing; a failure passes no argument at all.

function argumentsOf(method, ...args) {
  return new Promise(resolve => method(...args, function() {
    resolve([arguments.length, chrome.runtime.lastError === undefined]);
  }));
}

chrome.test.runTests([
  async function counts() {
    const socketId = await createSocket(tcpServer);
    for (const [expected, ...call] of [
      [[1, true], tcpServer.create, {}],
      [[1, true], tcpServer.getInfo, socketId],
      [[1, true], tcpServer.getSockets],
      [[1, true], tcpServer.listen, socketId, '127.0.0.1', 0],
      [[0, true], tcpServer.update, socketId, {}],
      [[0, true], tcpServer.setPaused, socketId, true],
      [[0, true], tcpServer.disconnect, socketId],
      [[1, false], tcpServer.listen, socketId, 'x', 0],
      [[0, true], tcpServer.close, socketId],
      [[0, false], tcpServer.close, socketId],
      [[0, false], tcpServer.getInfo, socketId],
    ]) {
      chrome.test.assertEq(expected, await argumentsOf(...call), call[0].name);
    }
    chrome.test.succeed();
  },
]);
