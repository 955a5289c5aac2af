// secure of the older API: what it refuses, and how a failed handshake ends.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  async function refusals() {
    assertOutcome([-4], 'Socket not found', await outcome(socket.secure, 1e6));
    assertOutcome([-4], 'Only TCP sockets are supported for TLS.', await outcome(socket.secure, await createOld('udp')));
    assertOutcome([-4], 'Socket not connected', await outcome(socket.secure, await createOld('tcp'), {}));
    succeed();
  },
  async function pendingRead() {
    const {client} = await oldPair();
    const waiting = readOld(client);
    assertOutcome([-2], 'net::ERR_FAILED', await outcome(socket.secure, client));
    assertEq('-100 ', await waiting);
    assertOutcome([], 'Socket not found', await outcome(socket.getInfo, client));
    succeed();
  },
  async function unknownIssuer() {
    const peer = await startPeer({listen: true, steps: [['tls', '']]});
    const {port} = await peer.done('listen');
    const client = await createOld('tcp');
    await ok(socket.connect, client, '127.0.0.1', port);
    assertOutcome([-202], 'net::ERR_CERT_AUTHORITY_INVALID', await outcome(socket.secure, client));
    assertOutcome([], 'Socket not found', await outcome(socket.getInfo, client));
    succeed();
  },
]);
