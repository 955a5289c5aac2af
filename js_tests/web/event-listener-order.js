// Listeners of a target outside a tree are called in the order of their registration, those for capture among them.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  function order() {
    const target = new EventTarget();
    const log = [];
    const add = (name, options) => target.addEventListener('x', () => log.push(name), options);
    add('first');
    add('capture', true);
    add('second');
    target.dispatchEvent(new Event('x'));
    assertEq(['first', 'capture', 'second'], log);
    succeed();
  },
  function aListenerIsThereOnce() {
    const target = new EventTarget();
    let count = 0;
    const listener = () => count++;
    target.addEventListener('x', listener);
    target.addEventListener('x', listener, {passive: true});
    target.addEventListener('x', listener, true);
    target.dispatchEvent(new Event('x'));
    assertEq(2, count);
    target.removeEventListener('x', listener);
    target.dispatchEvent(new Event('x'));
    assertEq(3, count);
    succeed();
  },
]);
