// Without a bufferSize (or with one that is not positive) no event has more than 4096 bytes.

chrome.test.runTests([{}, {bufferSize: 0}, {bufferSize: -1}].map(properties => async function atMost4096() {
  const {client, accepted} = await connectedPair({paused: true, properties});
  await ok(tcp.send, accepted, new ArrayBuffer(20000));
  const arrival = received(client, 20000);
  await ok(tcp.setPaused, client, false);
  const {text, sizes} = await arrival;
  chrome.test.assertEq(20000, text.length);
  chrome.test.assertEq(4096, Math.max(...sizes));
  chrome.test.succeed();
}));
