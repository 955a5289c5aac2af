// Promise jobs and microtasks run in queue order, when the script or the timer callback has ended, before any other timer.

chrome.test.runTests([
  function order() {
    const log = [];
    setTimeout(() => {
      log.push('timer 1');
      Promise.resolve().then(() => log.push('job of timer 1'));
      queueMicrotask(() => log.push('microtask of timer 1'));
    }, 0);
    setTimeout(() => {
      log.push('timer 2');
      chrome.test.assertEq(
          ['now', 'job 1', 'microtask', 'job 2', 'nested', 'timer 1', 'job of timer 1', 'microtask of timer 1', 'timer 2'], log);
      chrome.test.succeed();
    }, 0);
    Promise.resolve().then(() => {
      log.push('job 1');
      queueMicrotask(() => log.push('nested'));
    });
    queueMicrotask(() => log.push('microtask'));
    Promise.resolve().then(() => log.push('job 2'));
    log.push('now');
  },
]);
