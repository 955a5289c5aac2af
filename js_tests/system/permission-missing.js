// Without permissions only the namespaces remain that every app has.
// manifest: {"permissions": [], "sockets": null}

chrome.test.runTests([
  function namespaces() {
    const {assertEq, assertTrue, succeed} = chrome.test;
    for (const name of ['i18n', 'management', 'permissions', 'runtime', 'app']) assertTrue(name in chrome, name);
    for (const name of ['alarms', 'browser', 'commands', 'contextMenus', 'identity', 'idle', 'notifications', 'power', 'sockets', 'storage', 'system']) {
      assertEq(undefined, chrome[name], name);
    }
    succeed();
  },
]);
