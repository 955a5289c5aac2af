// The global object is an EventTarget, whose methods work by their bare names.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  function bareNames() {
    const log = [];
    const listener = function(event) {
      assertTrue(this === window && event.target === window);
      assertTrue(window.event === event);
      log.push(event.type);
    };
    addEventListener('own', listener);
    assertEq(true, dispatchEvent(new Event('own')));
    removeEventListener('own', listener);
    dispatchEvent(new Event('own'));
    assertEq(['own'], log);
    assertEq(undefined, window.event);
    succeed();
  },
  function prototypes() {
    assertTrue(window instanceof EventTarget);
    assertTrue(window instanceof Window);
    assertEq('[object Window]', String(window));
    succeed();
  },
]);
