// bind and close in one turn: the callback of bind never runs.

chrome.test.runTests([
  async function close() {
    const socketId = await createSocket(udp);
    const log = [];
    outcome(udp.bind, socketId, '127.0.0.1', 0).then(() => log.push('bind'));
    outcome(udp.close, socketId).then(() => log.push('close'));
    await quiet();
    chrome.test.assertEq(['close'], log);
    chrome.test.succeed();
  },
]);
