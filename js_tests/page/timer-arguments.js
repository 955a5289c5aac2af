// Further arguments are passed on; `this` is the global object; a timer that clears itself and one that clears another.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  function passedOn() {
    setTimeout(function(...args) {
      assertEq([1, 'two', null], args);
      assertTrue(this === globalThis);
      succeed();
    }, 0, 1, 'two', null);
  },
  function noDelayMeansZero() {
    const log = [];
    setTimeout(() => log.push('undefined'));
    setTimeout(() => log.push('negative'), -5);
    setTimeout(() => log.push('text'), 'x');
    setTimeout(() => log.push('numeric text'), '0');
    setTimeout(() => {
      assertEq(['undefined', 'negative', 'text', 'numeric text'], log);
      succeed();
    }, 20);
  },
]);
