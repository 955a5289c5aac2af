// The properties given to create show in getInfo.

chrome.test.runTests([
  async function nameAndPersistent() {
    const socketId = await createSocket(tcpServer, {name: 'a', persistent: true});
    assertOutcome([{name: 'a', paused: false, persistent: true, socketId}], null, await outcome(tcpServer.getInfo, socketId));
    chrome.test.succeed();
  },
  async function nullAndUndefinedCountAsNotGiven() {
    const socketId = await createSocket(tcpServer, {name: null, persistent: undefined});
    assertOutcome([{paused: false, persistent: false, socketId}], null, await outcome(tcpServer.getInfo, socketId));
    chrome.test.succeed();
  },
]);
