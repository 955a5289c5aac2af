// addListener, removeListener, hasListener, hasListeners: what they take, what they ignore and what they refuse.

const {assertEq, assertTrue, assertFalse, assertThrows, succeed} = chrome.test;
const event = tcpServer.onAcceptError;

chrome.test.runTests([
  function addAndRemove() {
    const listener = () => {};
    assertFalse(event.hasListeners());
    assertFalse(event.hasListener(listener));
    assertEq(undefined, event.addListener(listener));
    assertTrue(event.hasListeners());
    assertTrue(event.hasListener(listener));
    assertFalse(event.hasListener(() => {}));
    assertEq(undefined, event.removeListener(() => {}));
    assertTrue(event.hasListener(listener));
    assertEq(undefined, event.removeListener(listener));
    assertFalse(event.hasListeners());
    succeed();
  },
  function whatIsNoFunctionIsIgnored() {
    for (const value of [undefined, null, 5, 'x', {}, {handleEvent() {}}]) {
      event.addListener(value);
      event.removeListener(value);
      assertFalse(event.hasListeners());
    }
    event.addListener();
    event.removeListener();
    event.addListener(5, {});
    assertFalse(event.hasListeners());
    succeed();
  },
  function aClassIsAFunction() {
    class Listener {}
    event.addListener(Listener);
    assertTrue(event.hasListener(Listener));
    event.removeListener(Listener);
    succeed();
  },
  function filters() {
    for (const filter of [undefined, null, {}, 1]) {
      assertThrows(() => event.addListener(() => {}, filter), 'This event does not support filters');
    }
    assertFalse(event.hasListeners());
    succeed();
  },
  function hasListenerInsistsOnAFunction() {
    assertThrows(() => event.hasListener(), 'Insufficient number of arguments.');
    assertThrows(() => event.hasListener(5));
    assertThrows(() => event.hasListener(null));
    succeed();
  },
  function superfluousArguments() {
    const listener = () => {};
    event.addListener(listener);
    assertTrue(event.hasListeners(1));
    event.removeListener(listener, 1);
    assertFalse(event.hasListeners());
    succeed();
  },
]);
