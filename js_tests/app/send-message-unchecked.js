// console: Unchecked runtime.lastError: Could not establish connection. Receiving end does not exist.
// console: Uncaught (in promise) Error: Could not establish connection. Receiving end does not exist.
// A message to nobody whose failure is not looked at is told on the console.

const {succeed} = chrome.test;

chrome.test.runTests([
  async function withCallback() {
    await new Promise(resolve => chrome.runtime.sendMessage('text', resolve));
    setTimeout(succeed, 0);
  },
  function withPromise() {
    chrome.runtime.sendMessage('text');
    chrome.runtime.sendMessage('text', () => chrome.runtime.lastError && setTimeout(succeed, 0));
  },
]);
