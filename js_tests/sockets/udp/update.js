// update changes the given fields only; null and undefined are not given; the empty name disappears.

async function updated(properties) {
  const socketId = await createSocket(udp, {name: 'a', persistent: true, bufferSize: 5});
  assertOutcome([], null, await outcome(udp.update, socketId, properties));
  const info = await ok(udp.getInfo, socketId);
  delete info.socketId;
  return JSON.stringify(info);
}

const cases = [
  [{name: 'b'}, '{"bufferSize":5,"name":"b","paused":false,"persistent":true}'],
  [{persistent: false}, '{"bufferSize":5,"name":"a","paused":false,"persistent":false}'],
  [{bufferSize: 6}, '{"bufferSize":6,"name":"a","paused":false,"persistent":true}'],
  [{bufferSize: 0}, '{"name":"a","paused":false,"persistent":true}'],
  [{}, '{"bufferSize":5,"name":"a","paused":false,"persistent":true}'],
  [{name: null, persistent: undefined}, '{"bufferSize":5,"name":"a","paused":false,"persistent":true}'],
  [{name: ''}, '{"bufferSize":5,"paused":false,"persistent":true}'],
];

chrome.test.runTests(cases.map(([properties, expected]) => async function update() {
  chrome.test.assertEq(expected, await updated(properties), JSON.stringify(properties));
  chrome.test.succeed();
}));
