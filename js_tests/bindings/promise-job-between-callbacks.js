// The promise jobs of one callback run before the next callback.

chrome.test.runTests([
  function order() {
    const log = [];
    tcpServer.create(() => {
      log.push('first');
      Promise.resolve().then(() => log.push('job'));
    });
    tcpServer.create(() => {
      log.push('second');
      chrome.test.assertEq(['first', 'job', 'second'], log);
      chrome.test.succeed();
    });
  },
]);
