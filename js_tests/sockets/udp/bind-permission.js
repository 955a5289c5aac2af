// manifest: {"sockets": {"udp": {"bind": [":8899", "127.0.0.1"], "send": ""}}}
// Without a matching pattern bind is refused: no result code. The text of the address counts, and the port cut to 16 bits.

const refused = [['0.0.0.0', 0], ['0.0.0.0', 65536], ['127.1', 0], ['localhost', 0], ['::1', 8899 + 65537]];

chrome.test.runTests([
  async function refusedByManifest() {
    for (const [address, port] of refused) {
      assertOutcome([], 'App does not have permission', await outcome(udp.bind, await createSocket(udp), address, port), `${address} ${port}`);
    }
    chrome.test.succeed();
  },
  async function permissionComesBeforeTheAddress() {
    for (const port of [8899, 8899 + 65536]) {
      assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', await outcome(udp.bind, await createSocket(udp), 'localhost', port), port);
    }
    chrome.test.succeed();
  },
  async function permissionComesBeforeTheState() {
    const {socketId} = await boundSocket();
    assertOutcome([], 'App does not have permission', await outcome(udp.bind, socketId, '0.0.0.0', 0));
    chrome.test.succeed();
  },
]);
