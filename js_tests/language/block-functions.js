// Functions in blocks are variables of the function around, too (Annex B.3.3).

chrome.test.runTests([
  function visible() {
    chrome.test.assertEq('undefined', typeof inBlock);
    {
      chrome.test.assertEq(1, inBlock());
      function inBlock() { return 1 }
    }
    chrome.test.assertEq(1, inBlock());
    switch (1) { case 1: function inCase() { return 2 } }
    chrome.test.assertEq(2, inCase());
    if (true) function afterIf() { return 3 }
    chrome.test.assertEq(3, afterIf());
    chrome.test.succeed();
  },

  function assignedWhereTheyStand() {
    { function f() { return 'function' } f = 'assigned' }
    chrome.test.assertEq('function', f());
    const each = [];
    for (let i = 0; i < 3; i++) { function g() { return i } each.push(() => g()) }
    chrome.test.assertEq('0,1,2', each.map(h => h()).join());
    chrome.test.succeed();
  },

  function notWhereTheyWouldClash() {
    let q = 5;
    { function q() {} }
    chrome.test.assertEq(5, q);
    { let r = 1; { function r() {} } }
    chrome.test.assertEq('undefined', typeof r);
    (function() { 'use strict'; { function s() {} } chrome.test.assertEq('undefined', typeof s) })();
    { async function t() {} }
    chrome.test.assertEq('undefined', typeof t);
    chrome.test.succeed();
  },
]);
