// manifest: {"sockets": {"tcpServer": {"listen": "*"}, "tcp": {"connect": ["127.0.0.1", "*.example.com", ":80"]}}}
// The manifest is asked about the text of the address and the port cut to 16 bits, before any name is looked up.

const refused = [['localhost', 81], ['127.1', 81], ['example.org', 81], ['notexample.com', 81], ['', 81], ['::1', 81], ['a.example.com.', 81], ['x', 81 + 65536]];

chrome.test.runTests([
  async function refusedByManifest() {
    for (const [address, port] of refused) {
      const socketId = await createSocket(tcp);
      assertOutcome([], 'Does not have permission', await outcome(tcp.connect, socketId, address, port), address);
    }
    chrome.test.succeed();
  },
  async function unknownIdComesFirst() {
    assertOutcome([], 'Socket not found', await outcome(tcp.connect, -1, 'localhost', 81));
    chrome.test.succeed();
  },
  async function allowed() {
    const {port} = await listeningServer();
    const socketId = await createSocket(tcp);
    assertOutcome([0], null, await outcome(tcp.connect, socketId, '127.0.0.1', port));
    chrome.test.succeed();
  },
  async function allowedByPort() {
    const socketId = await createSocket(tcp);
    assertOutcome([-105], 'net::ERR_NAME_NOT_RESOLVED', await outcome(tcp.connect, socketId, '', 80));
    assertOutcome([-105], 'net::ERR_NAME_NOT_RESOLVED', await outcome(tcp.connect, socketId, '', 80 + 65536));
    chrome.test.succeed();
  },
]);
