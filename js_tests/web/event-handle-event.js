// A listener may be an object with handleEvent, which is looked up for each event.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  function object() {
    const target = new EventTarget();
    const log = [];
    const listener = {
      handleEvent(event) {
        assertTrue(this === listener);
        log.push(event.type);
      },
    };
    target.addEventListener('x', listener);
    target.dispatchEvent(new Event('x'));
    listener.handleEvent = () => log.push('other');
    target.dispatchEvent(new Event('x'));
    assertEq(['x', 'other'], log);
    succeed();
  },
  function withoutTheMethod() {
    const target = new EventTarget();
    target.addEventListener('x', {});
    target.dispatchEvent(new Event('x'));
    succeed();
  },
]);
