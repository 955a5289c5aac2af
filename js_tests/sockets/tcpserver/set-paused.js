// setPaused shows in getInfo, has no result, and may be repeated; nothing of it needs a listening socket.

chrome.test.runTests([
  async function notListening() {
    const socketId = await createSocket(tcpServer);
    for (const paused of [true, true, false, false]) {
      assertOutcome([], null, await outcome(tcpServer.setPaused, socketId, paused));
      chrome.test.assertEq(paused, (await ok(tcpServer.getInfo, socketId)).paused);
    }
    chrome.test.succeed();
  },
]);
