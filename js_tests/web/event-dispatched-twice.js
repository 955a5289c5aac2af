// An event that is being dispatched cannot be dispatched: InvalidStateError.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  function nested() {
    const target = new EventTarget();
    let caught;
    target.addEventListener('x', event => {
      try {
        new EventTarget().dispatchEvent(event);
      } catch (e) {
        caught = e;
      }
    });
    target.dispatchEvent(new Event('x'));
    assertTrue(caught instanceof DOMException);
    assertEq('InvalidStateError 11', caught.name + ' ' + caught.code);
    assertEq("Failed to execute 'dispatchEvent' on 'EventTarget': The event is already being dispatched.", caught.message);
    succeed();
  },
]);
