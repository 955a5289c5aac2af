// Sending nothing succeeds and nothing is received.

chrome.test.runTests([
  async function nothing() {
    const {client, accepted} = await connectedPair();
    const log = record(client);
    assertOutcome([{bytesSent: 0, resultCode: 0}], null, await outcome(tcp.send, accepted, new ArrayBuffer(0)));
    const arrival = received(client, 1);
    await send(accepted, 'x');
    await arrival;
    chrome.test.assertEq(['receive 1'], log);
    chrome.test.succeed();
  },
]);
