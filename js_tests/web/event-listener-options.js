// once removes a listener before it is called; a passive one cannot prevent the default.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  function once() {
    const target = new EventTarget();
    let count = 0;
    target.addEventListener('x', () => {
      count++;
      target.dispatchEvent(new Event('x'));
    }, {once: true});
    target.dispatchEvent(new Event('x'));
    assertEq(1, count);
    succeed();
  },
  function passive() {
    const target = new EventTarget();
    target.addEventListener('x', event => { event.returnValue = false; }, {passive: true});
    assertEq(true, target.dispatchEvent(new Event('x', {cancelable: true})));
    succeed();
  },
]);
