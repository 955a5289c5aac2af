// A port taken on 127.0.0.1 is taken for 0.0.0.0 too, but free on 127.0.0.2.

chrome.test.runTests([
  async function listenBesideLoopback() {
    const {port} = await listeningServer();
    const any = await createSocket(tcpServer);
    assertOutcome([-147], 'net::ERR_ADDRESS_IN_USE', await outcome(tcpServer.listen, any, '0.0.0.0', port));
    const other = await createSocket(tcpServer);
    assertOutcome([0], null, await outcome(tcpServer.listen, other, '127.0.0.2', port));
    chrome.test.succeed();
  },
]);
