// The methods of an event look at `this`: they need an event, but any will do.

const {assertTrue, assertFalse, assertThrows, succeed} = chrome.test;
const message = 'Illegal invocation: Function must be called on an object of type Event';

chrome.test.runTests([
  function detached() {
    for (const name of ['addListener', 'removeListener', 'hasListener', 'hasListeners', 'dispatch']) {
      const method = tcpServer.onAcceptError[name];
      assertThrows(() => method(() => {}), message);
      assertThrows(() => method.call({}, () => {}), message);
    }
    succeed();
  },
  function anotherEvent() {
    const listener = () => {};
    tcpServer.onAcceptError.addListener.call(tcpServer.onAccept, listener);
    assertTrue(tcpServer.onAccept.hasListener(listener));
    assertFalse(tcpServer.onAcceptError.hasListener(listener));
    tcpServer.onAccept.removeListener(listener);
    succeed();
  },
]);
