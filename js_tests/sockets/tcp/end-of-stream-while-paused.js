// A socket that never read does not notice the end of the stream: it is still connected and can send.

chrome.test.runTests([
  async function pausedSocketCanStillSend() {
    const {peer, client} = await connectedToPeer([['closeWrite'], ['read', 5]], {paused: true});
    await peer.go();
    await peer.done('closeWrite');
    chrome.test.assertTrue((await ok(tcp.getInfo, client)).connected);
    assertOutcome([{bytesSent: 5, resultCode: 0}], null, await outcome(tcp.send, client, bufferOf('after')));
    chrome.test.assertEq('after', (await peer.done('read')).text);
    const error = nextEvent(tcp.onReceiveError, of(client));
    await ok(tcp.setPaused, client, false);
    chrome.test.assertEq(-100, (await error).resultCode);
    chrome.test.succeed();
  },
]);
