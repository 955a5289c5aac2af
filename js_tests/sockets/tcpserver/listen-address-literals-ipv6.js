// IPv6 literals are written without brackets and shown in the shortest form.

const cases = [['::1', '::1'], ['0:0:0:0:0:0:0:1', '::1'], ['::', '::'], ['::ffff:127.0.0.1', '::ffff:7f00:1']];

chrome.test.runTests(cases.map(([address, shown]) => async function listen() {
  const socketId = await createSocket(tcpServer);
  assertOutcome([0], null, await outcome(tcpServer.listen, socketId, address, 0), address);
  chrome.test.assertEq(shown, (await ok(tcpServer.getInfo, socketId)).localAddress, address);
  chrome.test.succeed();
}));
