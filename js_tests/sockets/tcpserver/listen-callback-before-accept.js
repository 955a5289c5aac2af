// The callback of listen comes before the first onAccept, also when a client is as quick as can be.

chrome.test.runTests([
  async function order() {
    const {socketId, port} = await listeningServer();
    await ok(tcpServer.disconnect, socketId);
    const log = [];
    const accepted = nextEvent(tcpServer.onAccept, of(socketId)).then(() => log.push('accept'));
    tcpServer.listen(socketId, '127.0.0.1', port, result => log.push(`listen ${result}`));
    const client = await createSocket(tcp);
    while ((await outcome(tcp.connect, client, '127.0.0.1', port)).args[0] !== 0) { /* not yet listening */ }
    await accepted;
    chrome.test.assertEq(['listen 0', 'accept'], log);
    chrome.test.succeed();
  },
]);
