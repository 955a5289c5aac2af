// The backlog: left out or null is the system's; 0 is refused; a negative one works.

async function accepts(backlog) {
  const server = await listeningServer('127.0.0.1', backlog);
  const accept = nextEvent(tcpServer.onAccept, of(server.socketId));
  await connectTo(server.port);
  await accept;
}

chrome.test.runTests([
  async function zero() {
    const socketId = await createSocket(tcpServer);
    assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', await outcome(tcpServer.listen, socketId, '127.0.0.1', 0, 0));
    chrome.test.succeed();
  },
  ...[null, undefined, 1, -1, 2147483647].map(backlog => async function other() {
    await accepts(backlog);
    chrome.test.succeed();
  }),
]);
