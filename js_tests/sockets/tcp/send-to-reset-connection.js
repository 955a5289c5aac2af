// The peer has reset the connection and the socket does not read: sends succeed until one fails with -2, then the socket is not connected.

chrome.test.runTests([
  async function failsInTheEnd() {
    const {peer, client} = await connectedToPeer([['reset']], {paused: true});
    await peer.go();
    let result;
    do {
      await quiet(20);
      result = await outcome(tcp.send, client, bufferOf('x'));
    } while (result.args[0].resultCode === 0);
    assertOutcome([{resultCode: -2}], 'net::ERR_FAILED', result);
    assertOutcome([{resultCode: -15}], 'net::ERR_SOCKET_NOT_CONNECTED', await outcome(tcp.send, client, bufferOf('x')));
    chrome.test.assertFalse((await ok(tcp.getInfo, client)).connected);
    chrome.test.succeed();
  },
]);
