// Of a view only its window is sent; the bytes are those at the time of the call, and the buffer is not detached.

const {assertEq, succeed} = chrome.test;

async function sent(data) {
  const {client, accepted} = await connectedPair();
  const arrival = received(client, data.byteLength);
  const result = outcome(tcp.send, accepted, data);
  return {result, arrival};
}

const buffer = bufferOf('0123456789');
const views = [
  ['ArrayBuffer', buffer, '0123456789'],
  ['Uint8Array', new Uint8Array(buffer, 2, 3), '234'],
  ['Int16Array', new Int16Array(buffer, 4, 2), '4567'],
  ['DataView', new DataView(buffer, 7), '789'],
  ['Uint8ClampedArray', new Uint8ClampedArray(buffer, 0, 1), '0'],
];

chrome.test.runTests([
  ...views.map(([name, data, expected]) => async function view() {
    const {result, arrival} = await sent(data);
    assertOutcome([{bytesSent: expected.length, resultCode: 0}], null, await result, name);
    assertEq(expected, (await arrival).text, name);
    succeed();
  }),
  async function bytesOfTheCall() {
    const data = new Uint8Array(bufferOf('before'));
    const {client, accepted} = await connectedPair();
    const arrival = received(client, 6);
    const result = outcome(tcp.send, accepted, data);
    data.fill(0);
    assertEq(6, data.buffer.byteLength);
    await result;
    assertEq('before', (await arrival).text);
    succeed();
  },
]);
