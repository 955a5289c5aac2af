// Data whose callback has run reaches the peer although the socket is disconnected or closed right then.

const cycle = Uint8Array.from({length: 251}, (_, i) => i);

chrome.test.runTests([[tcp.disconnect, 200000], [tcp.close, 200000], [tcp.close, 1]].map(([method, size]) => async function nothingIsLost() {
  const {peer, accepted} = await peerConnected([['wait'], ['readAll']]);
  const data = new Uint8Array(size);
  for (let at = 0; at < size; at += cycle.length) data.set(cycle.subarray(0, size - at), at);
  tcp.send(accepted, data.buffer, () => tcp[method.name](accepted));
  await peer.go();
  const {bytes, counting, end} = await peer.done('readAll');
  chrome.test.assertEq([size, true, 'eof'], [bytes, counting, end], method.name);
  chrome.test.succeed();
}));
