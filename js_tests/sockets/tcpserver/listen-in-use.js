// A port that another socket has: the code and lastError; afterwards the same socket may listen on another port.

chrome.test.runTests([
  async function listenOnTakenPort() {
    const {port} = await listeningServer();
    const socketId = await createSocket(tcpServer);
    assertOutcome([-147], 'net::ERR_ADDRESS_IN_USE', await outcome(tcpServer.listen, socketId, '127.0.0.1', port));
    assertOutcome([{paused: false, persistent: false, socketId}], null, await outcome(tcpServer.getInfo, socketId));
    assertOutcome([0], null, await outcome(tcpServer.listen, socketId, '127.0.0.1', 0));
    chrome.test.succeed();
  },
]);
