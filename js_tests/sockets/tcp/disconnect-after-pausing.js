// Pausing leaves the waiting read: disconnect and close still end it with an error. When it has been used up there is none.

chrome.test.runTests([
  ...[tcp.disconnect, tcp.close].map(method => async function readUnderWay() {
    const {client} = await connectedPair();
    await ok(tcp.setPaused, client, true);
    const error = nextEvent(tcp.onReceiveError, of(client));
    await ok(method, client);
    chrome.test.assertEq(-100, (await error).resultCode, method.name);
    chrome.test.succeed();
  }),
  ...[tcp.disconnect, tcp.close].map(method => async function readUsedUp() {
    const {client, accepted} = await connectedPair();
    await ok(tcp.setPaused, client, true);
    const last = nextEvent(tcp.onReceive, of(client));
    await send(accepted, 'x');
    await last;
    const log = record(client);
    await ok(method, client);
    await quiet();
    chrome.test.assertEq([], log, method.name);
    chrome.test.succeed();
  }),
]);
