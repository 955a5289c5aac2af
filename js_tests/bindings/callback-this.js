// Callbacks are called with the global object as `this`, strict ones too.

chrome.test.runTests([
  function strict() {
    'use strict';
    tcpServer.create(function() {
      chrome.test.assertTrue(this === globalThis);
      chrome.test.succeed();
    });
  },
  function sloppy() {
    tcpServer.create(function() {
      chrome.test.assertTrue(this === globalThis);
      chrome.test.succeed();
    });
  },
]);
