// A port that another socket has; the socket may be bound elsewhere afterwards.

const inUse = [[-147], 'net::ERR_ADDRESS_IN_USE'];

chrome.test.runTests([
  async function refused() {
    const {port} = await boundSocket();
    const socketId = await createSocket(udp);
    for (const address of ['127.0.0.1', '0.0.0.0']) assertOutcome(...inUse, await outcome(udp.bind, socketId, address, port), address);
    chrome.test.assertFalse('localPort' in await ok(udp.getInfo, socketId));
    assertOutcome([0], null, await outcome(udp.bind, socketId, '127.0.0.1', 0));
    chrome.test.succeed();
  },
]);
