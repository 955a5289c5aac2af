// An event has its five methods as own properties and one prototype for all events.

const {assertEq, assertTrue, assertFalse, assertThrows, succeed} = chrome.test;
const event = tcpServer.onAcceptError;
const names = ['addListener', 'removeListener', 'hasListener', 'hasListeners', 'dispatch'];

chrome.test.runTests([
  function ownProperties() {
    assertEq(names, Object.getOwnPropertyNames(event));
    assertEq(names, Object.keys(event));
    assertEq([], Object.getOwnPropertySymbols(event));
    assertEq('{}', JSON.stringify(event));
    assertEq('[object Object]', Object.prototype.toString.call(event));
    succeed();
  },
  function methods() {
    for (const name of names) {
      const {value, writable, enumerable, configurable} = Object.getOwnPropertyDescriptor(event, name);
      assertEq([true, true, true], [writable, enumerable, configurable], name);
      assertEq([name, 0], [value.name, value.length]);
      assertEq(`function ${name}() { [native code] }`, String(value));
      assertFalse('prototype' in value, name);
    }
    succeed();
  },
  function sharedByAllEvents() {
    assertTrue(event.addListener === tcp.onReceive.addListener);
    assertTrue(Object.getPrototypeOf(event) === Object.getPrototypeOf(tcp.onReceive));
    assertFalse(Object.getPrototypeOf(event) === Object.prototype);
    assertEq(['constructor'], Object.getOwnPropertyNames(Object.getPrototypeOf(event)));
    assertEq(undefined, chrome.Event);
    succeed();
  },
  function constructor() {
    assertThrows(() => new event.constructor(), 'Objects of type Event cannot be created using the constructor.');
    succeed();
  },
  function sameObjectEachTime() {
    assertTrue(event === tcpServer.onAcceptError);
    assertTrue(Object.isExtensible(event));
    succeed();
  },
]);
