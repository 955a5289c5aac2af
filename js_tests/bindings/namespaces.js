// What is in chrome.sockets.tcpServer and tcp, in order; everything is a plain property that can be changed.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  function keys() {
    assertEq(
        ['onAcceptError', 'onAccept', 'close', 'create', 'disconnect', 'getInfo', 'getSockets', 'listen', 'setPaused', 'update'],
        Object.getOwnPropertyNames(tcpServer));
    assertEq(
        ['onReceiveError', 'onReceive', 'close', 'connect', 'create', 'disconnect', 'getInfo', 'getSockets', 'secure', 'send', 'setKeepAlive', 'setNoDelay',
         'setPaused', 'update', 'DnsQueryType'],
        Object.getOwnPropertyNames(tcp));
    succeed();
  },
  function enums() {
    assertEq('{"ANY":"any","IPV4":"ipv4","IPV6":"ipv6"}', JSON.stringify(tcp.DnsQueryType));
    succeed();
  },
  function plainProperties() {
    for (const [object, key] of [
      [globalThis, 'chrome'], [chrome, 'sockets'], [chrome.sockets, 'tcpServer'], [tcpServer, 'create'], [tcpServer, 'onAccept'], [tcp, 'DnsQueryType'],
      [tcp.DnsQueryType, 'ANY'],
    ]) {
      const {value, writable, enumerable, configurable} = Object.getOwnPropertyDescriptor(object, key);
      assertEq([true, true, true, true], [value === object[key], writable, enumerable, configurable], key);
    }
    for (const object of [chrome, chrome.sockets, tcpServer, tcp, tcp.DnsQueryType]) {
      assertTrue(Object.getPrototypeOf(object) === Object.prototype);
      assertEq('[object Object]', String(object));
      assertTrue(Object.isExtensible(object));
    }
    succeed();
  },
  function assignAndDelete() {
    'use strict';
    const {close} = tcpServer;
    delete tcpServer.close;
    assertEq(undefined, tcpServer.close);
    tcpServer.close = close;
    assertEq('close', Object.keys(tcpServer).pop());
    const {sockets} = chrome;
    chrome.sockets = 5;
    assertEq(5, chrome.sockets);
    chrome.sockets = sockets;
    succeed();
  },
]);
