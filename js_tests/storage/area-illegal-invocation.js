// The methods of a StorageArea run on their own area only.

const {local, sync} = chrome.storage;

chrome.test.runTests(['get', 'getKeys', 'set', 'remove', 'clear', 'getBytesInUse', 'setAccessLevel'].map(name => function method() {
  const others = [undefined, null, {}, Object.create(local), new Proxy(local, {}), sync];
  for (const other of others) {
    chrome.test.assertThrows(
        local[name], other, ['too', 'many', 'arguments', 'as', 'well'],
        'Illegal invocation: Function must be called on an object of type StorageArea');
  }
  chrome.test.succeed();
}));
