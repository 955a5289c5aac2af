// The unspecified addresses reach this machine.

chrome.test.runTests([
  async function ipv4() {
    const {port} = await listeningServer('0.0.0.0');
    const socketId = await createSocket(tcp);
    assertOutcome([0], null, await outcome(tcp.connect, socketId, '0.0.0.0', port));
    chrome.test.succeed();
  },
  async function ipv6() {
    const {port} = await listeningServer('::');
    const socketId = await createSocket(tcp);
    assertOutcome([0], null, await outcome(tcp.connect, socketId, '::', port));
    chrome.test.succeed();
  },
]);
