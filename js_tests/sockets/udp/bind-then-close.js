// bind and close in one turn: the callback of bind, which a quick system may still have answered, never runs after that of close.

chrome.test.runTests([
  async function close() {
    const socketId = await createSocket(udp);
    const log = [];
    outcome(udp.bind, socketId, '127.0.0.1', 0).then(() => log.push('bind'));
    outcome(udp.close, socketId).then(() => log.push('close'));
    await quiet();
    chrome.test.assertEq('close', log[log.length - 1]);
    chrome.test.succeed();
  },
]);
