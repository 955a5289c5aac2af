// close in the same turn: connect never succeeds. If its callback comes, then without a code.

chrome.test.runTests([
  async function closeWins() {
    const {port} = await listeningServer();
    const socketId = await createSocket(tcp);
    let late = null;
    outcome(tcp.connect, socketId, '127.0.0.1', port).then(result => { late = result; });
    assertOutcome([], null, await outcome(tcp.close, socketId));
    await quiet();
    if (late) assertOutcome([], 'Socket not found', late);
    assertOutcome([], 'Socket not found', await outcome(tcp.getInfo, socketId));
    chrome.test.succeed();
  },
]);
