// setPaused may be repeated, on an unconnected socket too; unpausing with a read under way does not make a second one.

chrome.test.runTests([
  async function unconnected() {
    const socketId = await createSocket(tcp);
    for (const paused of [true, true, false, false]) {
      assertOutcome([], null, await outcome(tcp.setPaused, socketId, paused));
      chrome.test.assertEq(paused, (await ok(tcp.getInfo, socketId)).paused);
    }
    chrome.test.succeed();
  },
  async function pausedAndUnpaused() {
    const {client, accepted} = await connectedPair();
    for (const paused of [true, false, false, true, false]) await ok(tcp.setPaused, client, paused);
    const arrival = received(client, 6);
    await send(accepted, 'abc');
    await send(accepted, 'def');
    chrome.test.assertEq('abcdef', (await arrival).text);
    chrome.test.succeed();
  },
]);
