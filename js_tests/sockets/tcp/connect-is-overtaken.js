// A call that waits for the network is overtaken by later ones that do not.

chrome.test.runTests([
  async function getInfoAnswersFirst() {
    const {port} = await listeningServer();
    const socketId = await createSocket(tcp);
    const log = [];
    const connect = outcome(tcp.connect, socketId, '127.0.0.1', port).then(() => log.push('connect'));
    const {connected} = await ok(tcp.getInfo, socketId);
    log.push(`getInfo ${connected}`);
    await connect;
    chrome.test.assertEq(['getInfo false', 'connect'], log);
    chrome.test.succeed();
  },
]);
