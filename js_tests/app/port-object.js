// What a Port object is: own plain properties in this order, methods shared by all ports, no constructor for scripts.

const {assertEq, assertThrows, assertTrue, succeed} = chrome.test;

// Nobody listens; the error of each port must be read.
function connect(info) {
  const port = chrome.runtime.connect(info);
  port.onDisconnect.addListener(() => chrome.runtime.lastError);
  return port;
}

chrome.test.runTests([
  function properties() {
    const port = connect({name: 'n'});
    assertEq(['sender', 'onMessage', 'onDisconnect', 'name', 'disconnect', 'postMessage'], Object.getOwnPropertyNames(port));
    assertEq([], Object.getOwnPropertySymbols(port));
    for (const key of Object.keys(port)) {
      const {writable, enumerable, configurable} = Object.getOwnPropertyDescriptor(port, key);
      assertEq([true, true, true], [writable, enumerable, configurable], key);
    }
    assertEq('n', port.name);
    assertEq('', connect().name);
    assertEq(undefined, port.sender);
    assertEq('[object Object]', String(port));
    succeed();
  },
  function assignable() {
    'use strict';
    const port = connect({name: 'n'});
    for (const key of Object.keys(port).filter(key => key !== 'onDisconnect')) {
      port[key] = 5;
      assertEq(5, port[key]);
    }
    port.own = 1;
    assertTrue(delete port.name);
    assertEq(undefined, port.name);
    succeed();
  },
  function methods() {
    const a = connect(), b = connect();
    for (const key of ['disconnect', 'postMessage']) {
      assertTrue(a[key] === b[key]);
      assertEq([key, 0, false], [a[key].name, a[key].length, 'prototype' in a[key]]);
      const detached = a[key];
      const message = 'Illegal invocation: Function must be called on an object of type Port';
      assertThrows(() => detached(1), message);
      assertThrows(() => detached.call({}, 1), message);
      assertThrows(() => new a[key](1), /is not a constructor/);
    }
    succeed();
  },
  function events() {
    const port = connect();
    assertTrue(port.onMessage === port.onMessage);
    assertTrue(port.onMessage !== port.onDisconnect);
    assertTrue(Object.getPrototypeOf(port.onMessage) === Object.getPrototypeOf(chrome.runtime.onMessage));
    assertTrue(port.onMessage.addListener === chrome.runtime.onMessage.addListener);
    assertThrows(() => port.onMessage.addListener(() => {}, {}), 'This event does not support filters');
    port.onMessage.addListener(x => x + 1);
    assertEq({results: [5]}, port.onMessage.dispatch(4));
    succeed();
  },
  function prototype() {
    const a = connect(), b = connect();
    const proto = Object.getPrototypeOf(a);
    assertTrue(proto === Object.getPrototypeOf(b) && proto !== Object.prototype);
    assertTrue(Object.getPrototypeOf(proto) === Object.prototype);
    assertEq(['constructor'], Object.getOwnPropertyNames(proto));
    assertEq(['', 0], [proto.constructor.name, proto.constructor.length]);
    assertThrows(() => new a.constructor(), 'Objects of type Port cannot be created using the constructor.');
    assertThrows(() => a.constructor(), 'Objects of type Port cannot be created using the constructor.');
    succeed();
  },
]);
