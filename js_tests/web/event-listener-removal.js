// A listener that is removed during dispatch is not called; one that is added is called for the next event.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  function duringDispatch() {
    const target = new EventTarget();
    const log = [];
    const second = () => log.push('second');
    target.addEventListener('x', () => {
      log.push('first');
      target.removeEventListener('x', second);
      target.addEventListener('x', () => log.push('added'), {once: true});
    }, {once: true});
    target.addEventListener('x', second);
    target.dispatchEvent(new Event('x'));
    assertEq(['first'], log);
    target.dispatchEvent(new Event('x'));
    assertEq(['first', 'added'], log);
    succeed();
  },
]);
