// sync: a call that would exceed a quota stores nothing.

const {assertEq, callbackFail, callbackPass, assertPromiseRejects, succeed} = chrome.test;
const {sync} = chrome.storage;

function many(n, value) {
  return Object.fromEntries(Array.from({length: n}, (_, i) => ['k' + i, value]));
}

chrome.test.runTests([
  ['QUOTA_BYTES_PER_ITEM', {a: 1, k: 'x'.repeat(8190)}, 'Resource::kQuotaBytesPerItem quota exceeded'],
  ['MAX_ITEMS', many(513, 1), 'Resource::kMaxItems quota exceeded'],
  ['QUOTA_BYTES', many(13, 'x'.repeat(8000)), 'Resource::kQuotaBytes quota exceeded'],
].map(([name, items, error]) => function exceeded() {
  sync.set(items, callbackFail(error, function() {
    assertEq(0, arguments.length, name);
  }));
  sync.get(callbackPass(stored => assertEq({}, stored)));
}).concat(
    function justAllowed() {
      sync.set({k: 'x'.repeat(8189)}, callbackPass());
    },
    async function promise() {
      await assertPromiseRejects(sync.set({k: 'x'.repeat(8190)}), 'Error: Resource::kQuotaBytesPerItem quota exceeded');
      succeed();
    }));
