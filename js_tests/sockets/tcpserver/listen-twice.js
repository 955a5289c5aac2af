// host-only: Chrome loses the first listener; the host refuses the second listen and keeps the first

chrome.test.runTests([
  async function secondListenIsRefused() {
    const {socketId, port} = await listeningServer();
    for (const secondPort of [port, 0]) {
      const {args, lastError} = await outcome(tcpServer.listen, socketId, '127.0.0.1', secondPort);
      chrome.test.assertEq(1, args.length);
      chrome.test.assertTrue(args[0] < 0);
      chrome.test.assertTrue(lastError.startsWith('net::ERR_'), lastError);
    }
    chrome.test.assertEq(port, (await ok(tcpServer.getInfo, socketId)).localPort);
    const accept = nextEvent(tcpServer.onAccept, of(socketId));
    await connectTo(port);
    await accept;
    chrome.test.succeed();
  },
]);
