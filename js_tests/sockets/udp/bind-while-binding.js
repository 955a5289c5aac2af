// Two binds in one turn: the first wins, unless its address is no literal. Quick calls overtake both.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  async function second() {
    const socketId = await createSocket(udp);
    const [first, second, info] =
        await Promise.all([outcome(udp.bind, socketId, '127.0.0.1', 0), outcome(udp.bind, socketId, '127.0.0.1', 0), ok(udp.getInfo, socketId)]);
    assertOutcome([0], null, first);
    // A quick system has answered the first bind by then: the socket is bound, not binding.
    if (second.args[0] === -104) assertOutcome([-104], 'net::ERR_CONNECTION_FAILED', second);
    else assertOutcome([-23], 'net::ERR_SOCKET_IS_CONNECTED', second);
    assertEq(false, 'localPort' in info);
    succeed();
  },
  async function afterNoLiteral() {
    const socketId = await createSocket(udp);
    const [first, second] = await Promise.all([outcome(udp.bind, socketId, 'x', 0), outcome(udp.bind, socketId, '127.0.0.1', 0)]);
    assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', first);
    assertOutcome([0], null, second);
    succeed();
  },
]);
