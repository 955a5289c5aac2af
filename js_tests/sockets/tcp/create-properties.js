// The properties given to create show in getInfo; a bufferSize that is not positive does not.

const cases = [
  [{}, '{"connected":false,"paused":false,"persistent":false}'],
  [{name: 'a', persistent: true, bufferSize: 10}, '{"bufferSize":10,"connected":false,"name":"a","paused":false,"persistent":true}'],
  [{bufferSize: 4096}, '{"bufferSize":4096,"connected":false,"paused":false,"persistent":false}'],
  [{bufferSize: 0}, '{"connected":false,"paused":false,"persistent":false}'],
  [{bufferSize: -5}, '{"connected":false,"paused":false,"persistent":false}'],
  [{bufferSize: null, name: undefined}, '{"connected":false,"paused":false,"persistent":false}'],
];

chrome.test.runTests(cases.map(([properties, expected]) => async function create() {
  const info = await ok(tcp.getInfo, await createSocket(tcp, properties));
  delete info.socketId;
  chrome.test.assertEq(expected, JSON.stringify(info), JSON.stringify(properties));
  chrome.test.succeed();
}));
