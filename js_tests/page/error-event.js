// The error event: its members; preventDefault keeps the text off the console.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  function prevented() {
    const error = new TypeError('boom');
    addEventListener('error', function listener(event) {
      removeEventListener('error', listener);
      assertEq(['error', 'Uncaught TypeError: boom'], [event.type, event.message]);
      assertTrue(event.error === error);
      assertTrue(event.cancelable);
      event.preventDefault();
      setTimeout(succeed, 0);
    });
    setTimeout(() => { throw error; }, 0);
  },
]);
