// console: Uncaught Error: shown
// reportError is the same as a throw that nothing catches, but goes on.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  function event() {
    let message;
    addEventListener('error', event => {
      message = event.message;
      event.preventDefault();
    }, {once: true});
    reportError('text');
    assertEq('Uncaught text', message);
    reportError(new Error('shown'));
    succeed();
  },
]);
