// Closing a reading socket makes an onReceiveError for an id that is already gone.

chrome.test.runTests([
  async function errorForAClosedSocket() {
    const {client} = await connectedPair();
    const log = record(client);
    const error = nextEvent(tcp.onReceiveError, of(client));
    tcp.close(client, () => log.push('close'));
    chrome.test.assertEq(`{"resultCode":-100,"socketId":${client}}`, JSON.stringify(await error));
    chrome.test.assertEq(['close', 'error -100'], log);
    assertOutcome([], 'Socket not found', await outcome(tcp.getInfo, client));
    chrome.test.succeed();
  },
]);
