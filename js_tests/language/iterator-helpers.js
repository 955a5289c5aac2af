// Iterators have methods that are lazy and close what they walk.

chrome.test.runTests([
  function lazy() {
    const log = [];
    function* count() {
      try {
        for (let i = 0; ; i++) {
          log.push(i);
          yield i;
        }
      } finally {
        log.push('closed');
      }
    }
    const result = count().filter(x => x % 2).map(x => x * 10).take(2).toArray();
    chrome.test.assertEq([10, 30], result);
    chrome.test.assertEq([0, 1, 2, 3, 'closed'], log);
    chrome.test.succeed();
  },
  function looksNative() {
    const {map} = Iterator.prototype;
    chrome.test.assertEq('function map() { [native code] }', String(map));
    chrome.test.assertEq(1, map.length);
    chrome.test.assertFalse('prototype' in map);
    chrome.test.succeed();
  },
]);
