// console: Uncaught Error: shown
// window.onerror gets message, source, line, column and the error; returning true keeps the text off the console.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  function prevented() {
    const error = new Error('boom');
    onerror = function(message, source, line, column, value) {
      onerror = null;
      assertEq(5, arguments.length);
      assertEq('Uncaught Error: boom', message);
      assertTrue(/onerror\.js$/.test(source), source);
      assertTrue(line > 0 && column > 0);
      assertTrue(value === error);
      setTimeout(succeed, 0);
      return true;
    };
    setTimeout(() => { throw error; }, 0);
  },
  function notPrevented() {
    onerror = () => {
      onerror = null;
      setTimeout(succeed, 0);
    };
    setTimeout(() => { throw new Error('shown'); }, 0);
  },
]);
