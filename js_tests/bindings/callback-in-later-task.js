// A callback never runs inside the call, and the promise jobs of the calling task run before it.

chrome.test.runTests([
  function order() {
    const log = [];
    tcpServer.create(() => {
      log.push('callback');
      chrome.test.assertEq(['after the call', 'microtask', 'promise job', 'job of a job', 'callback'], log);
      chrome.test.succeed();
    });
    queueMicrotask(() => log.push('microtask'));
    Promise.resolve().then(() => {
      log.push('promise job');
      Promise.resolve().then(() => log.push('job of a job'));
    });
    log.push('after the call');
  },
]);
