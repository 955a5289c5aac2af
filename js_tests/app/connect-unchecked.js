// console: Unchecked runtime.lastError: Could not establish connection. Receiving end does not exist.
// console: Unchecked runtime.lastError: Could not establish connection. Receiving end does not exist.
// console: Error in event handler: Error: boom
// console: Unchecked runtime.lastError: Could not establish connection. Receiving end does not exist.
// A refused port whose lastError is not looked at is told on the console, also if it has no listener.

const {succeed} = chrome.test;

chrome.test.runTests([
  async function withListener() {
    await new Promise(resolve => chrome.runtime.connect().onDisconnect.addListener(() => setTimeout(resolve, 0)));
    succeed();
  },
  function withoutListener() {
    chrome.runtime.connect();
    chrome.runtime.connect().onDisconnect.addListener(() => chrome.runtime.lastError && setTimeout(succeed, 0));
  },
  function throwingListener() {
    chrome.runtime.connect().onDisconnect.addListener(() => {
      setTimeout(succeed, 0);
      throw new Error('boom');
    });
  },
]);
