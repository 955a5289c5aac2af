// update changes the given fields only.

const cases = [
  [{name: 'b'}, '{"bufferSize":7,"connected":false,"name":"b","paused":false,"persistent":true}'],
  [{bufferSize: 9}, '{"bufferSize":9,"connected":false,"name":"a","paused":false,"persistent":true}'],
  [{bufferSize: 0}, '{"connected":false,"name":"a","paused":false,"persistent":true}'],
  [{persistent: false}, '{"bufferSize":7,"connected":false,"name":"a","paused":false,"persistent":false}'],
  [{name: ''}, '{"bufferSize":7,"connected":false,"paused":false,"persistent":true}'],
  [{name: null, bufferSize: undefined}, '{"bufferSize":7,"connected":false,"name":"a","paused":false,"persistent":true}'],
  [{}, '{"bufferSize":7,"connected":false,"name":"a","paused":false,"persistent":true}'],
];

chrome.test.runTests(cases.map(([properties, expected]) => async function update() {
  const socketId = await createSocket(tcp, {name: 'a', persistent: true, bufferSize: 7});
  assertOutcome([], null, await outcome(tcp.update, socketId, properties));
  const info = await ok(tcp.getInfo, socketId);
  delete info.socketId;
  chrome.test.assertEq(expected, JSON.stringify(info), JSON.stringify(properties));
  chrome.test.succeed();
}));
