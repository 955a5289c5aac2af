// IPv6 literals have no brackets; addresses read in the shortest form.

chrome.test.runTests(['::1', '0:0:0:0:0:0:0:1', '0::1'].map(address => async function connect() {
  const {port} = await listeningServer('::1');
  const socketId = await createSocket(tcp);
  assertOutcome([0], null, await outcome(tcp.connect, socketId, address, port), address);
  const {localAddress, peerAddress} = await ok(tcp.getInfo, socketId);
  chrome.test.assertEq(['::1', '::1'], [localAddress, peerAddress]);
  chrome.test.succeed();
}));
