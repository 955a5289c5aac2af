// Neither disconnect nor close of a listening socket makes an onAcceptError.

chrome.test.runTests([
  async function silent() {
    const {socketId: first} = await listeningServer();
    const {socketId: second} = await listeningServer();
    const logs = [recordServer(first), recordServer(second)];
    await ok(tcpServer.disconnect, first);
    await ok(tcpServer.close, second);
    await quiet();
    chrome.test.assertEq([[], []], logs);
    chrome.test.succeed();
  },
]);
