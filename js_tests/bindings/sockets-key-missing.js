// manifest: {"sockets": null}
// Without a sockets key in the manifest there is no chrome.sockets.

chrome.test.runTests([
  function undefinedNamespace() {
    chrome.test.assertEq(undefined, chrome.sockets);
    chrome.test.assertFalse('sockets' in chrome);
    chrome.test.assertEq('object', typeof chrome.runtime);
    chrome.test.succeed();
  },
]);
