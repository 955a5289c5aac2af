// What is neither an address nor a name does not resolve.

const addresses = [
  '', ' ', 'a b', ' 127.0.0.1', '127.0.0.1 ', '127.0.0.1\n', '[::1]', '127.0.0.1:80', '127.0.0.1/', '127.0.0.256', '1.2.3.4.5', '4294967296',
  'a'.repeat(64), 'a.'.repeat(150) + 'a',
];

chrome.test.runTests(addresses.map(address => async function connect() {
  const socketId = await createSocket(tcp);
  assertOutcome([-105], 'net::ERR_NAME_NOT_RESOLVED', await outcome(tcp.connect, socketId, address, 80), JSON.stringify(address));
  assertOutcome([{connected: false, paused: false, persistent: false, socketId}], null, await outcome(tcp.getInfo, socketId));
  chrome.test.succeed();
}));
