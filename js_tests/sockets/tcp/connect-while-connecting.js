// A second connect while the first is under way fails, and fails first.

chrome.test.runTests([
  async function second() {
    const {port} = await listeningServer();
    const socketId = await createSocket(tcp);
    const log = [];
    const results = [1, 2].map(n => outcome(tcp.connect, socketId, '127.0.0.1', port).then(result => {
      log.push(n);
      return result;
    }));
    assertOutcome([0], null, await results[0]);
    assertOutcome([-104], 'net::ERR_CONNECTION_FAILED', await results[1]);
    chrome.test.assertEq([2, 1], log);
    chrome.test.succeed();
  },
]);
