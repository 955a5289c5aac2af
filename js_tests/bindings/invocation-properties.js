// Wrong members of a dictionary are named.

const {assertThrows, succeed} = chrome.test;
const create = 'Error in invocation of sockets.tcpServer.create(optional sockets.tcpServer.SocketProperties properties, optional function callback): ';
const f = () => {};

const cases = [
  [{foo: 1}, "Unexpected property: 'foo'."],
  [{foo: undefined}, "Unexpected property: 'foo'."],
  [{foo: null}, "Unexpected property: 'foo'."],
  [{b: 1, a: 1}, "Unexpected property: 'b'."],
  [{2: 1, 1: 1}, "Unexpected property: '1'."],
  [{bufferSize: 1}, "Unexpected property: 'bufferSize'."],
  [{paused: true}, "Unexpected property: 'paused'."],
  [{name: 'a', x: 1}, "Unexpected property: 'x'."],
  [{persistent: 'x'}, "Error at property 'persistent': Invalid type: expected boolean, found string."],
  [{name: 5}, "Error at property 'name': Invalid type: expected string, found integer."],
  [new Uint8Array(1), "Unexpected property: '0'."],
];

chrome.test.runTests([
  ...cases.map(([properties, detail]) => function createWith() {
    assertThrows(() => tcpServer.create(properties, f), `${create}Error at parameter 'properties': ${detail}`);
    succeed();
  }),
  function update() {
    assertThrows(
        () => tcpServer.update(1, {paused: true}, f),
        'Error in invocation of sockets.tcpServer.update(integer socketId, sockets.tcpServer.SocketProperties properties, optional function callback): ' +
            "Error at parameter 'properties': Unexpected property: 'paused'.");
    succeed();
  },
  function tcpBufferSize() {
    assertThrows(
        () => tcp.create({bufferSize: 1.5}, f),
        'Error in invocation of sockets.tcp.create(optional sockets.tcp.SocketProperties properties, optional function callback): ' +
            "Error at parameter 'properties': Error at property 'bufferSize': Invalid type: expected integer, found number.");
    succeed();
  },
  function nested() {
    assertThrows(
        () => tcp.secure(1, {tlsVersion: {max: 'tls1.2', mid: 'x'}}, f),
        'Error in invocation of sockets.tcp.secure(integer socketId, optional sockets.tcp.SecureOptions options, function callback): ' +
            "Error at parameter 'options': Error at property 'tlsVersion': Unexpected property: 'mid'.");
    succeed();
  },
]);
