// The peer closes: first all data, then onReceiveError -100; the socket is disconnected and paused, and sends nothing any more.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  async function dataThenEnd() {
    const {peer, client} = await connectedToPeer([['sendBytes', 10000], ['close']], {paused: true});
    await peer.go();
    await peer.done('close');
    const log = record(client);
    let count = 0;
    tcp.onReceive.addListener(info => { if (info.socketId === client) count += info.data.byteLength; });
    const error = nextEvent(tcp.onReceiveError, of(client));
    await ok(tcp.setPaused, client, false);
    assertEq(`{"resultCode":-100,"socketId":${client}}`, JSON.stringify(await error));
    assertEq(10000, count);
    assertEq('error -100', log[log.length - 1]);
    assertOutcome([{connected: false, paused: true, persistent: false, socketId: client}], null, await outcome(tcp.getInfo, client));
    assertOutcome([{resultCode: -15}], 'net::ERR_SOCKET_NOT_CONNECTED', await outcome(tcp.send, client, new ArrayBuffer(1)));
    succeed();
  },
]);
