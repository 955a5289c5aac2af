// onChanged comes before the callback of the call that changed something.

const {assertEq, callbackPass} = chrome.test;
const {local} = chrome.storage;

chrome.test.runTests([
  function order() {
    const journal = [];
    local.onChanged.addListener(changes => journal.push(changes.n.newValue === undefined ? 'removed' : 'changed to ' + changes.n.newValue));
    local.set({n: 1}, () => journal.push('set 1'));
    local.set({n: 1}, () => journal.push('set 1 again'));
    local.set({n: 2}, () => journal.push('set 2'));
    local.get(items => journal.push('got ' + items.n));
    local.remove('n', callbackPass(() => {
      assertEq(['changed to 1', 'set 1', 'set 1 again', 'changed to 2', 'set 2', 'got 2', 'removed'], journal);
    }));
  },
]);
