// Without its permission there is no chrome.storage.
// manifest: {"permissions": ["system.network"]}

chrome.test.runTests([
  function missing() {
    chrome.test.assertEq(undefined, chrome.storage);
    chrome.test.assertTrue('system' in chrome);
    chrome.test.succeed();
  },
]);
