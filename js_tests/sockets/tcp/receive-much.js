// A megabyte arrives whole and in order.

chrome.test.runTests([
  async function inOrder() {
    const size = 1 << 20;
    const {peer, client} = await connectedToPeer([['sendBytes', size]], {paused: true, properties: {bufferSize: 65536}});
    await peer.go();
    let count = 0;
    let inOrder = true;
    const all = nextEvent(tcp.onReceive, info => {
      if (info.socketId !== client) return false;
      const bytes = new Uint8Array(info.data);
      inOrder = inOrder && bytes[0] === count % 251;
      count += bytes.length;
      inOrder = inOrder && bytes[bytes.length - 1] === (count - 1) % 251;
      return count >= size;
    });
    await ok(tcp.setPaused, client, false);
    await all;
    chrome.test.assertEq(size, count);
    chrome.test.assertTrue(inOrder);
    chrome.test.succeed();
  },
]);
