// The port is cut to 16 bits instead of being checked.

chrome.test.runTests([65536, -65536].map(offset => async function connect() {
  const {port} = await listeningServer();
  const socketId = await createSocket(tcp);
  assertOutcome([0], null, await outcome(tcp.connect, socketId, '127.0.0.1', port + offset));
  chrome.test.assertEq(port, (await ok(tcp.getInfo, socketId)).peerPort);
  chrome.test.succeed();
}));
