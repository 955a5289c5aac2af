// Ports are cut to 16 bits, without a check.

chrome.test.runTests([
  async function bind() {
    const {port} = await boundSocket();
    for (const beyond of [port + 65536, port - 65536]) {
      assertOutcome([-147], 'net::ERR_ADDRESS_IN_USE', await outcome(udp.bind, await createSocket(udp), '127.0.0.1', beyond), beyond);
    }
    chrome.test.succeed();
  },
  async function send() {
    const {socketId, port} = await boundSocket();
    const arrival = nextEvent(udp.onReceive, of(socketId));
    assertOutcome([{bytesSent: 1, resultCode: 0}], null, await outcome(udp.send, socketId, bufferOf('x'), '127.0.0.1', port + 65536));
    await arrival;
    chrome.test.succeed();
  },
  async function sendToPortZero() {
    const {socketId} = await boundSocket();
    for (const port of [0, 65536]) {
      assertOutcome([{resultCode: -4}], 'net::ERR_INVALID_ARGUMENT', await outcome(udp.send, socketId, bufferOf('x'), '127.0.0.1', port), port);
    }
    chrome.test.succeed();
  },
]);
