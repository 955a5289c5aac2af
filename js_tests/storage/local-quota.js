// local: 10 MB, keys and JSON text together.
// manifest: {"permissions": ["storage"]}

const {callbackFail, callbackPass} = chrome.test;
const {local} = chrome.storage;

chrome.test.runTests([
  function exceeded() {
    local.set({k: 'x'.repeat(local.QUOTA_BYTES - 2)}, callbackFail('Resource::kQuotaBytes quota exceeded'));
  },
  function justAllowed() {
    local.set({k: 'x'.repeat(local.QUOTA_BYTES - 3)}, callbackPass());
  },
]);
