// A read that is under way ends with onReceiveError -100, after the callback; the socket is paused then.

chrome.test.runTests([
  async function errorAfterCallback() {
    const {client} = await connectedPair();
    const log = record(client);
    const error = nextEvent(tcp.onReceiveError, of(client));
    tcp.disconnect(client, () => log.push('disconnect'));
    chrome.test.assertEq(`{"resultCode":-100,"socketId":${client}}`, JSON.stringify(await error));
    chrome.test.assertEq(['disconnect', 'error -100'], log);
    assertOutcome([{connected: false, paused: true, persistent: false, socketId: client}], null, await outcome(tcp.getInfo, client));
    chrome.test.succeed();
  },
]);
