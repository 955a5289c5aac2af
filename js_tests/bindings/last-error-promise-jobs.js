// Promise jobs of the callback, and jobs of jobs, still see lastError; looking there counts.

chrome.test.runTests([
  function job() {
    tcpServer.close(-1, () => Promise.resolve().then(() => {
      chrome.test.assertLastError('Socket not found');
      chrome.test.succeed();
    }));
  },
  function jobOfAJob() {
    tcpServer.close(-1, () => Promise.resolve().then(() => Promise.resolve().then(() => Promise.resolve())).then(() => {
      chrome.test.assertLastError('Socket not found');
      chrome.test.succeed();
    }));
  },
  async function afterAwait() {
    await new Promise(resolve => tcpServer.close(-1, resolve));
    chrome.test.assertLastError('Socket not found');
    chrome.test.succeed();
  },
]);
