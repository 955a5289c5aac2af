// contextMenus.create without a callback: an error is reported on the console; there is no promise.
// manifest: {"permissions": ["contextMenus"]}
// console: Unchecked runtime.lastError: Cannot create item with duplicate id a

const {assertEq, callbackPass} = chrome.test;

chrome.test.runTests([
  function duplicate() {
    assertEq('a', chrome.contextMenus.create({id: 'a', title: 'x'}));
    assertEq('a', chrome.contextMenus.create({id: 'a', title: 'x'}));
    chrome.contextMenus.removeAll(callbackPass());
  },
]);
