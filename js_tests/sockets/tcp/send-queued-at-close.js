// host-only: in Chrome the callbacks of sends that are under way never run; the host answers them with a negative code

chrome.test.runTests([tcp.disconnect, tcp.close].map(method => async function everySendIsAnswered() {
  const {client} = await connectedPair({paused: true});
  const size = 16 << 20;
  const results = [1, 2, 3].map(() => outcome(tcp.send, client, new ArrayBuffer(size)));
  await ok(method, client);
  const {args: [{resultCode}], lastError} = await results[2];
  chrome.test.assertTrue(resultCode < 0, `${method.name}: ${resultCode}`);
  chrome.test.assertTrue(lastError.startsWith('net::ERR_'), lastError);
  chrome.test.succeed();
}));
