// A server that sends back what it receives, and a peer that hears it.

chrome.test.runTests([
  async function echo() {
    const {peer, accepted} = await peerConnected([['send', 'hello '], ['send', 'world'], ['read', 11]]);
    tcp.onReceive.addListener(({socketId, data}) => { if (socketId === accepted) tcp.send(socketId, data, chrome.test.assertNoLastError); });
    await ok(tcp.setPaused, accepted, false);
    chrome.test.assertEq('hello world', (await peer.done('read')).text);
    chrome.test.succeed();
  },
]);
