// chrome.runtime.dynamicId is a UUID; assigning to it and to id has no effect, deleting them has.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  function dynamicId() {
    'use strict';
    const {id, dynamicId} = chrome.runtime;
    assertTrue(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(dynamicId), dynamicId);
    chrome.runtime.dynamicId = 'x';
    assertEq(dynamicId, chrome.runtime.dynamicId);
    succeed();
  },
  function deleted() {
    for (const key of ['id', 'dynamicId']) {
      assertTrue(delete chrome.runtime[key]);
      assertEq(undefined, chrome.runtime[key]);
    }
    succeed();
  },
]);
