// A send in the same turn as connect does not wait for the connection.

chrome.test.runTests([
  async function notYetConnected() {
    const {port} = await listeningServer();
    const socketId = await createSocket(tcp);
    const connect = outcome(tcp.connect, socketId, '127.0.0.1', port);
    assertOutcome([{resultCode: -15}], 'net::ERR_SOCKET_NOT_CONNECTED', await outcome(tcp.send, socketId, bufferOf('early')));
    assertOutcome([0], null, await connect);
    chrome.test.succeed();
  },
]);
