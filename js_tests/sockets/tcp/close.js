// After close the id is gone, at once and for ever.

chrome.test.runTests([
  async function idIsGone() {
    const socketId = await createSocket(tcp);
    assertOutcome([], null, await outcome(tcp.close, socketId));
    for (const [method, ...args] of [
      [tcp.close], [tcp.getInfo], [tcp.disconnect], [tcp.setPaused, true], [tcp.update, {}], [tcp.connect, '127.0.0.1', 1], [tcp.send, new ArrayBuffer(0)],
    ]) {
      assertOutcome([], 'Socket not found', await outcome(method, socketId, ...args), method.name);
    }
    chrome.test.succeed();
  },
  async function closeThenGetInfoInOneTurn() {
    const {client} = await connectedPair({paused: true});
    const [close, info] = await Promise.all([outcome(tcp.close, client), outcome(tcp.getInfo, client)]);
    assertOutcome([], null, close);
    assertOutcome([], 'Socket not found', info);
    chrome.test.succeed();
  },
]);
