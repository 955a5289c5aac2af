// manifest: {"sockets": {"tcpServer": {"listen": [":8080", "127.0.0.1", "*.example.com:*"]}}}
// Without a matching pattern listen is refused: no result code. The text of the address counts, and the port cut to 16 bits.

const refused = [['0.0.0.0', 0], ['0.0.0.0', 65536], ['127.1', 0], ['localhost', 0], ['', 8081], ['::1', 8080 + 65537]];
// Allowed by the manifest, but no address to listen on.
const badAddress = [['localhost', 8080], ['localhost', 8080 + 65536], ['*', 8080 - 65536], ['a.EXAMPLE.com', 1], ['example.com', 0]];

chrome.test.runTests([
  async function refusedByManifest() {
    for (const [address, port] of refused) {
      const socketId = await createSocket(tcpServer);
      assertOutcome([], 'Does not have permission', await outcome(tcpServer.listen, socketId, address, port), `${address} ${port}`);
    }
    chrome.test.succeed();
  },
  async function permissionComesBeforeTheAddress() {
    for (const [address, port] of badAddress) {
      const socketId = await createSocket(tcpServer);
      assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', await outcome(tcpServer.listen, socketId, address, port), `${address} ${port}`);
    }
    chrome.test.succeed();
  },
  async function unknownIdComesFirst() {
    assertOutcome([], 'Socket not found', await outcome(tcpServer.listen, -1, '0.0.0.0', 0));
    chrome.test.succeed();
  },
  async function allowed() {
    const socketId = await createSocket(tcpServer);
    assertOutcome([0], null, await outcome(tcpServer.listen, socketId, '127.0.0.1', 0));
    chrome.test.succeed();
  },
]);
