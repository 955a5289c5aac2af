// Timers run by due time, equal ones in the order in which they were set.

chrome.test.runTests([
  function byDueTime() {
    const log = [];
    setTimeout(() => {
      chrome.test.assertEq(['0 a', '0 b', '5', '20 a', '20 b', '40'], log);
      chrome.test.succeed();
    }, 80);
    setTimeout(() => log.push('40'), 40);
    setTimeout(() => log.push('20 a'), 20);
    setTimeout(() => log.push('0 a'), 0);
    setTimeout(() => log.push('20 b'), 20);
    setTimeout(() => log.push('5'), 5);
    setTimeout(() => log.push('0 b'), 0);
  },
]);
