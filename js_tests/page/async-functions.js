// async functions go on in promise jobs; a rejection is an exception at the await.

chrome.test.runTests([
  async function order() {
    const log = [];
    const inner = async () => {
      log.push('inner');
      await null;
      log.push('inner after await');
      return 'result';
    };
    const promise = inner();
    log.push('outer');
    chrome.test.assertEq('result', await promise);
    chrome.test.assertEq(['inner', 'outer', 'inner after await'], log);
    chrome.test.succeed();
  },
  async function rejection() {
    try {
      await Promise.reject(new Error('caught'));
      chrome.test.fail('nothing was thrown');
    } catch (e) {
      chrome.test.assertEq('caught', e.message);
    }
    chrome.test.succeed();
  },
]);
