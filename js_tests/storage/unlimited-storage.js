// unlimitedStorage lifts the quota of local; the constant stays.
// manifest: {"permissions": ["storage", "unlimitedStorage"]}

const {assertEq, callbackPass} = chrome.test;
const {local} = chrome.storage;

chrome.test.runTests([
  function moreThanTheQuota() {
    assertEq(10485760, local.QUOTA_BYTES);
    local.set({k: 'x'.repeat(local.QUOTA_BYTES)}, callbackPass());
  },
]);
