// listen takes an IP literal in any form that a URL host may have, and shows it in canonical form.

const cases = [
  ['127.0.0.1', '127.0.0.1'],
  ['0.0.0.0', '0.0.0.0'],
  ['127.1', '127.0.0.1'],
  ['0x7f.0.0.1', '127.0.0.1'],
  ['0x7f.1', '127.0.0.1'],
  ['127.0.0.01', '127.0.0.1'],
  ['2130706433', '127.0.0.1'],
  ['017700000001', '127.0.0.1'],
  ['127.0.0.1.', '127.0.0.1'],
  ['0', '0.0.0.0'],
];

chrome.test.runTests(cases.map(([address, shown]) => async function listen() {
  const socketId = await createSocket(tcpServer);
  assertOutcome([0], null, await outcome(tcpServer.listen, socketId, address, 0), address);
  chrome.test.assertEq(shown, (await ok(tcpServer.getInfo, socketId)).localAddress, address);
  chrome.test.succeed();
}));
