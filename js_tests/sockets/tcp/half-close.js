// There is no half-closed state: when the peer ends its sending side, a reading socket closes both.

chrome.test.runTests([
  async function closesCompletely() {
    const {peer, client} = await connectedToPeer([['send', 'last'], ['closeWrite'], ['readAll']]);
    const log = record(client);
    const error = nextEvent(tcp.onReceiveError, of(client));
    await peer.go();
    await error;
    chrome.test.assertEq(['receive 4', 'error -100'], log);
    chrome.test.assertFalse((await ok(tcp.getInfo, client)).connected);
    assertOutcome([{resultCode: -15}], 'net::ERR_SOCKET_NOT_CONNECTED', await outcome(tcp.send, client, bufferOf('answer')));
    const {bytes, end} = await peer.done('readAll');
    chrome.test.assertEq([0, 'eof'], [bytes, end]);
    chrome.test.succeed();
  },
]);
