// commands.getAll: sorted by name, without a key an empty shortcut.
// manifest: {"commands": {"b": {"suggested_key": {"default": "Ctrl+Shift+7"}, "description": "Bee"}, "a": {"description": "Aye"}}}

const {assertEq, callbackPass, succeed} = chrome.test;

chrome.test.runTests([
  function getAll() {
    assertEq(['onCommand', 'getAll'], Object.keys(chrome.commands));
    chrome.commands.getAll(callbackPass(commands => assertEq(
        [{description: 'Aye', name: 'a', shortcut: ''}, {description: 'Bee', name: 'b', shortcut: 'Ctrl+Shift+7'}], commands)));
  },
]);
