// What a wrong member of a dictionary is said to be.

const cases = [
  [5, 'integer'], [-0, 'number'], [5.5, 'number'], [2147483648, 'number'], [NaN, 'number'], [Infinity, 'number'], ['x', 'string'], [[], 'array'],
  [() => {}, 'function'], [class {}, 'function'], [{}, 'object'], [new Date(0), 'object'], [new String('x'), 'object'], [/x/, 'object'],
  [new ArrayBuffer(1), 'binary'], [new Uint8Array(1), 'binary'], [new DataView(new ArrayBuffer(1)), 'binary'], [Symbol('s'), 'other'],
];

chrome.test.runTests([
  function foundInsteadOfABoolean() {
    for (const [value, name] of cases) {
      chrome.test.assertThrows(
          () => tcpServer.create({persistent: value}),
          'Error in invocation of sockets.tcpServer.create(optional sockets.tcpServer.SocketProperties properties, optional function callback): ' +
              `Error at parameter 'properties': Error at property 'persistent': Invalid type: expected boolean, found ${name}.`);
    }
    chrome.test.succeed();
  },
]);
