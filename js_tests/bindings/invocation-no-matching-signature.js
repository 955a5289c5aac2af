// Too few, too many, or an argument of the wrong type.

const noMatch = /: No matching signature\.$/;
const f = () => {};

const calls = [
  [tcpServer.listen, 1, '127.0.0.1', 0],
  [tcpServer.listen, 1, '127.0.0.1', 0, null],
  [tcpServer.listen, 1, '127.0.0.1', 0, undefined, undefined],
  [tcpServer.listen, 1, '127.0.0.1', 0, 5, null],
  [tcpServer.listen, 1, '127.0.0.1', 1.5, f],
  [tcpServer.listen, '1', '127.0.0.1', 0, f],
  [tcpServer.listen, 1, 127, 0, f],
  [tcpServer.listen, 1, null, 0, f],
  [tcpServer.listen, 1, '127.0.0.1', 0, 'x', f],
  [tcpServer.listen, 1, '127.0.0.1', 0, 5, f, 1],
  [tcpServer.listen],
  [tcpServer.close],
  [tcpServer.close, null],
  [tcpServer.close, f],
  [tcpServer.close, 1, f, undefined],
  [tcpServer.close, 1, {}],
  [tcpServer.create, {}, f, f],
  [tcpServer.create, f, undefined, undefined],
  [tcpServer.create, f, {}],
  [tcpServer.create, 5, f],
  [tcpServer.create, [], f],
  [tcpServer.getSockets, {}, f],
  [tcpServer.getSockets, f, undefined],
  [tcpServer.update, 1],
  [tcpServer.update, 1, null],
  [tcpServer.update, 1, f],
  [tcpServer.setPaused, 1],
  [tcpServer.setPaused, 1, 1, f],
  [tcp.send, 1, 'text', f],
  [tcp.send, 1, [1, 2], f],
  [tcp.send, 1, null, f],
  [tcp.send, 1, {}, f],
  [tcp.send, 1, new ArrayBuffer(1)],
  [tcp.connect, 1, '127.0.0.1', 1],
  [tcp.connect, 1, '127.0.0.1', 1, 5, f],
  [tcp.setNoDelay, 1, true],
  [tcp.setKeepAlive, 1, true, 5],
  [tcp.secure, 1],
];

chrome.test.runTests([
  function throwing() {
    calls.forEach(([method, ...args], i) => {
      let error = null;
      try {
        method(...args);
      } catch (e) {
        error = e;
      }
      chrome.test.assertTrue(error instanceof TypeError && noMatch.test(error.message), `call ${i}, ${method.name}: ${error}`);
    });
    chrome.test.succeed();
  },
]);
