// Scripts are sloppy unless they say otherwise.

chrome.test.runTests([
  function sloppy() {
    undeclared = 5;
    chrome.test.assertEq(5, window.undeclared);
    chrome.test.assertTrue((function() { return this; })() === window);
    chrome.test.succeed();
  },
  function strict() {
    'use strict';
    chrome.test.assertThrows(() => { undeclaredToo = 5; }, 'undeclaredToo is not defined');
    chrome.test.assertTrue((function() { return this; })() === undefined);
    chrome.test.succeed();
  },
]);
