// chrome.runtime.id: 32 letters from a to p; assigning to it has no effect, in strict code neither.

chrome.test.runTests([
  function id() {
    'use strict';
    const {id} = chrome.runtime;
    chrome.test.assertTrue(/^[a-p]{32}$/.test(id), id);
    chrome.runtime.id = 'x';
    chrome.test.assertEq(id, chrome.runtime.id);
    chrome.test.succeed();
  },
]);
