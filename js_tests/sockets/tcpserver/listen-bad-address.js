// Anything but an IP literal is refused with -4; no name is ever looked up.

const addresses = [
  'localhost', '', '*', '256.0.0.1', ' 127.0.0.1', '127.0.0.1 ', '[::1]', 'fe80::1%lo', '::1%1', '1:2', '127.0.0.1:80', '127.0.0.1..',
  '.127.0.0.1', '4294967296', '1.2.3.4.5', '127.0.0.1/', '127.0.0.1\0', '\uff11\uff12\uff17.0.0.1', '%31%32%37.0.0.1',
];

chrome.test.runTests(addresses.map(address => async function listen() {
  const socketId = await createSocket(tcpServer);
  assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', await outcome(tcpServer.listen, socketId, address, 0), JSON.stringify(address));
  assertOutcome([{paused: false, persistent: false, socketId}], null, await outcome(tcpServer.getInfo, socketId));
  chrome.test.succeed();
}));
