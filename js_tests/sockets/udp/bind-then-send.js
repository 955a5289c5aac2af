// A send in the turn of the bind works; the multicast settings come too late then.

chrome.test.runTests([
  async function oneTurn() {
    const target = await boundSocket();
    const socketId = await createSocket(udp);
    const arrival = nextEvent(udp.onReceive, of(target.socketId));
    const [bind, send, ttl] = await Promise.all([
      outcome(udp.bind, socketId, '127.0.0.1', 0),
      outcome(udp.send, socketId, bufferOf('now'), '127.0.0.1', target.port),
      outcome(udp.setMulticastTimeToLive, socketId, 1),
    ]);
    assertOutcome([0], null, bind);
    assertOutcome([{bytesSent: 3, resultCode: 0}], null, send);
    assertOutcome([-23], 'net::ERR_SOCKET_IS_CONNECTED', ttl);
    chrome.test.assertEq('now', textOf((await arrival).data));
    chrome.test.succeed();
  },
]);
