// manifest: {"sockets": {"udp": {"bind": "*", "send": ["localhost:8899", "127.0.0.1"]}}}
// Without a matching pattern send is refused before anything is looked up. The text of the address counts, and the port cut to 16 bits.

const refused = [['localhost', 8898], ['127.1', 8899], ['::1', 8899], ['name.invalid', 8899], ['', 8899]];
const allowed = [['LocalHost', 8899 + 65536], ['127.0.0.1', 1]];

chrome.test.runTests([
  async function refusedByManifest() {
    const socketId = await createSocket(udp);
    for (const [address, port] of refused) {
      assertOutcome([], 'App does not have permission', await outcome(udp.send, socketId, new ArrayBuffer(1), address, port), `${address} ${port}`);
    }
    chrome.test.succeed();
  },
  async function allowedByManifest() {
    const socketId = await createSocket(udp);
    for (const [address, port] of allowed) {
      assertOutcome([{resultCode: -15}], 'net::ERR_SOCKET_NOT_CONNECTED', await outcome(udp.send, socketId, new ArrayBuffer(1), address, port), `${address} ${port}`);
    }
    chrome.test.succeed();
  },
]);
