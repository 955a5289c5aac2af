// Without a listener the connection is accepted all the same: the socket exists, paused, and getSockets has it.

chrome.test.runTests([
  async function acceptedSocketExists() {
    const {port} = await listeningServer();
    const client = await connectTo(port);
    const {localPort} = await ok(tcp.getInfo, client);
    let accepted;
    do accepted = (await ok(tcp.getSockets)).find(info => info.peerPort === localPort); while (!accepted);
    chrome.test.assertTrue(accepted.connected);
    chrome.test.assertTrue(accepted.paused);
    const arrival = received(accepted.socketId, 2);
    await send(client, 'hi');
    await ok(tcp.setPaused, accepted.socketId, false);
    chrome.test.assertEq('hi', (await arrival).text);
    chrome.test.succeed();
  },
]);
