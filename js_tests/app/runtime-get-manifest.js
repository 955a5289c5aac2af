// manifest: {"version": "1.2.3", "zork": {"b": 1, "a": [{"d": null, "c": 2}]}}
// runtime.getManifest gives a fresh copy of the manifest each time, the keys sorted at every level; getVersion the version in it.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  function sorted() {
    const manifest = chrome.runtime.getManifest();
    for (const object of [manifest, manifest.app, manifest.sockets, manifest.zork.a[0]]) assertEq(Object.keys(object).sort(), Object.keys(object));
    assertEq('{"a":[{"c":2,"d":null}],"b":1}', JSON.stringify(manifest.zork));
    assertEq(2, manifest.manifest_version);
    succeed();
  },
  function fresh() {
    const manifest = chrome.runtime.getManifest();
    assertTrue(Object.getPrototypeOf(manifest) === Object.prototype);
    manifest.version = manifest.app.background = 'changed';
    assertEq('1.2.3', chrome.runtime.getManifest().version);
    assertTrue(Array.isArray(chrome.runtime.getManifest().app.background.scripts));
    succeed();
  },
  function version() {
    assertEq('1.2.3', chrome.runtime.getVersion());
    succeed();
  },
]);
