// Time to live and loopback mode: free to set until a bind is tried; one that names no address does not count.

const taken = [[-23], 'net::ERR_SOCKET_IS_CONNECTED'];

async function assertTaken(socketId) {
  for (const ttl of [1, 256]) assertOutcome(...taken, await outcome(udp.setMulticastTimeToLive, socketId, ttl), `ttl ${ttl}`);
  assertOutcome(...taken, await outcome(udp.setMulticastLoopbackMode, socketId, true));
}

chrome.test.runTests([
  async function range() {
    const socketId = await createSocket(udp);
    for (const ttl of [0, 1, 255]) assertOutcome([0], null, await outcome(udp.setMulticastTimeToLive, socketId, ttl), ttl);
    for (const ttl of [-1, 256, 2147483647]) {
      assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', await outcome(udp.setMulticastTimeToLive, socketId, ttl), ttl);
    }
    for (const enabled of [true, false]) assertOutcome([0], null, await outcome(udp.setMulticastLoopbackMode, socketId, enabled));
    chrome.test.succeed();
  },
  async function bound() {
    await assertTaken((await boundSocket()).socketId);
    chrome.test.succeed();
  },
  async function bindRefused() {
    const socketId = await createSocket(udp);
    const {port} = await boundSocket();
    assertOutcome([-147], 'net::ERR_ADDRESS_IN_USE', await outcome(udp.bind, socketId, '127.0.0.1', port));
    await assertTaken(socketId);
    chrome.test.succeed();
  },
  async function bindWithoutAddress() {
    const socketId = await createSocket(udp);
    assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', await outcome(udp.bind, socketId, 'localhost', 0));
    assertOutcome([0], null, await outcome(udp.setMulticastTimeToLive, socketId, 1));
    chrome.test.succeed();
  },
]);
