// console: Uncaught Error: not caught
// What a listener throws is reported, by an error event first, before the next listener runs.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  function prevented() {
    const target = new EventTarget();
    const log = [];
    addEventListener('error', event => {
      log.push(event.message);
      event.preventDefault();
    }, {once: true});
    target.addEventListener('x', () => { throw new TypeError('boom'); });
    target.addEventListener('x', () => log.push('next'));
    log.push(target.dispatchEvent(new Event('x')));
    assertEq(['Uncaught TypeError: boom', 'next', true], log);
    succeed();
  },
  function onTheConsole() {
    const target = new EventTarget();
    target.addEventListener('x', () => { throw new Error('not caught'); });
    target.dispatchEvent(new Event('x'));
    succeed();
  },
]);
