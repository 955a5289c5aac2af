// console: Uncaught Error: at the top of the script
// What was set up before a script threw stays.

chrome.test.runTests([
  function stillRuns() {
    chrome.test.succeed();
  },
]);

throw new Error('at the top of the script');
