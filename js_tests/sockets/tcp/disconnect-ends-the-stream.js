// The peer of a disconnected or closed socket sees the end of the stream.

chrome.test.runTests([tcp.disconnect, tcp.close].map(method => async function peerSeesTheEnd() {
  const {peer, accepted} = await peerConnected([['readAll']]);
  await send(accepted, 'bye');
  await ok(method, accepted);
  const {text, end} = await peer.done('readAll');
  chrome.test.assertEq(['bye', 'eof'], [text, end], method.name);
  chrome.test.succeed();
}));
