// localhost has an address of each family: a server on either is found.

chrome.test.runTests([
  async function serverOnIPv6() {
    const {port} = await listeningServer('::1');
    const socketId = await createSocket(tcp);
    assertOutcome([0], null, await outcome(tcp.connect, socketId, 'localhost', port, 'ipv6'));
    chrome.test.assertEq('::1', (await ok(tcp.getInfo, socketId)).peerAddress);
    chrome.test.succeed();
  },
  async function firstFamilyRefuses() {
    const {port} = await listeningServer('127.0.0.1');
    const socketId = await createSocket(tcp);
    assertOutcome([0], null, await outcome(tcp.connect, socketId, 'localhost', port));
    chrome.test.assertEq('127.0.0.1', (await ok(tcp.getInfo, socketId)).peerAddress);
    chrome.test.succeed();
  },
  async function onlyFamilyRefuses() {
    const {port} = await listeningServer('127.0.0.1');
    const socketId = await createSocket(tcp);
    assertOutcome([-102], 'net::ERR_CONNECTION_REFUSED', await outcome(tcp.connect, socketId, 'localhost', port, 'ipv6'));
    chrome.test.succeed();
  },
]);
