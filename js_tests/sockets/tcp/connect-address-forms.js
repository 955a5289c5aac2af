// connect takes IPv4 addresses in any form that a URL host may have; names of this machine work in any case.

const addresses = [
  '127.0.0.1', '127.1', '0x7f.1', '127.0.0.01', '2130706433', '0x7f000001', '017700000001', '127.0.0.1.', '0x7f.1.', 'localhost', 'LOCALHOST', 'localhost.',
];

chrome.test.runTests(addresses.map(address => async function connect() {
  const {port} = await listeningServer();
  const socketId = await createSocket(tcp);
  assertOutcome([0], null, await outcome(tcp.connect, socketId, address, port), address);
  chrome.test.assertEq('127.0.0.1', (await ok(tcp.getInfo, socketId)).peerAddress, address);
  chrome.test.succeed();
}));
