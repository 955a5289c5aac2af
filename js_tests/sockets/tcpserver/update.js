// update changes the given fields only; null and undefined are not given; the empty name disappears.

async function updated(properties) {
  const socketId = await createSocket(tcpServer, {name: 'a', persistent: true});
  assertOutcome([], null, await outcome(tcpServer.update, socketId, properties));
  const info = await ok(tcpServer.getInfo, socketId);
  delete info.socketId;
  return JSON.stringify(info);
}

const cases = [
  [{name: 'b'}, '{"name":"b","paused":false,"persistent":true}'],
  [{persistent: false}, '{"name":"a","paused":false,"persistent":false}'],
  [{}, '{"name":"a","paused":false,"persistent":true}'],
  [{name: null, persistent: undefined}, '{"name":"a","paused":false,"persistent":true}'],
  [{name: ''}, '{"paused":false,"persistent":true}'],
];

chrome.test.runTests(cases.map(([properties, expected]) => async function update() {
  chrome.test.assertEq(expected, await updated(properties), JSON.stringify(properties));
  chrome.test.succeed();
}));
