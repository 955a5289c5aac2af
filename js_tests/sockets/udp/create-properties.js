// getInfo gives back what create was given; a buffer size that is not above zero counts as none.

const cases = [
  [{name: 'a', persistent: true, bufferSize: 77}, '{"bufferSize":77,"name":"a","paused":false,"persistent":true}'],
  [{name: ''}, '{"paused":false,"persistent":false}'],
  [{bufferSize: 0}, '{"paused":false,"persistent":false}'],
  [{bufferSize: -1}, '{"paused":false,"persistent":false}'],
  [{bufferSize: 2147483647}, '{"bufferSize":2147483647,"paused":false,"persistent":false}'],
];

chrome.test.runTests(cases.map(([properties, expected]) => async function create() {
  const info = await ok(udp.getInfo, await createSocket(udp, properties));
  delete info.socketId;
  chrome.test.assertEq(expected, JSON.stringify(info), JSON.stringify(properties));
  chrome.test.succeed();
}));
