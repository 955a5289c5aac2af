// The global object has these names for itself; what a script declares is seen by the next one.

const {assertEq, assertTrue, succeed} = chrome.test;
var declaredWithVar = 1;
function declaredFunction() {}

chrome.test.runTests([
  function theGlobalObject() {
    for (const name of ['window', 'self', 'top', 'parent', 'globalThis']) assertTrue(globalThis[name] === globalThis, name);
    succeed();
  },
  function oneScopeForAllScripts() {
    assertEq(1, window.declaredWithVar);
    assertTrue(window.declaredFunction === declaredFunction);
    // Of sockets.js: a function is a property of the global object, a const is not but is visible.
    assertTrue(window.createSocket === createSocket);
    assertEq('function', typeof of);
    assertEq(undefined, window.of);
    succeed();
  },
]);
