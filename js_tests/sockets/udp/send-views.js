// Of a view only its window is sent; the bytes are those at the time of the call, also while a name is looked up or the socket binds.

const {assertEq, succeed} = chrome.test;

const buffer = bufferOf('0123456789');
const views = [
  [buffer, '0123456789'], [new Uint8Array(buffer, 2, 3), '234'], [new Int16Array(buffer, 4, 2), '4567'], [new DataView(buffer, 7), '789'],
];

chrome.test.runTests([
  ...views.map(([data, expected]) => async function view() {
    const {socketId, port} = await boundSocket();
    const arrival = nextEvent(udp.onReceive, of(socketId));
    assertOutcome([{bytesSent: expected.length, resultCode: 0}], null, await outcome(udp.send, socketId, data, '127.0.0.1', port));
    assertEq(expected, textOf((await arrival).data));
    succeed();
  }),
  async function bytesOfTheCall() {
    const target = await boundSocket();
    const binding = await createSocket(udp);
    ok(udp.bind, binding, '127.0.0.1', 0);
    for (const [socketId, name] of [[binding, '127.0.0.1'], [target.socketId, '127.0.0.1'], [target.socketId, 'localhost']]) {
      const data = new Uint8Array(bufferOf('before'));
      const arrival = nextEvent(udp.onReceive, of(target.socketId));
      udp.send(socketId, data, name, target.port, 'ipv4', () => {});
      data.fill(0);
      assertEq('before', textOf((await arrival).data));
    }
    succeed();
  },
]);
