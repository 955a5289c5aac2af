// The signatures of chrome.runtime's functions in the errors of bad calls.

const {assertThrows, succeed} = chrome.test;

chrome.test.runTests([
  function signatures() {
    for (const [name, signature] of [
      ['connect', 'optional string extensionId, optional object connectInfo'],
      ['getBackgroundPage', 'optional function callback'],
      ['getPackageDirectoryEntry', 'optional function callback'],
      ['getPlatformInfo', 'optional function callback'],
      ['getVersion', ''],
      ['openOptionsPage', 'optional function callback'],
      ['reload', ''],
      ['requestUpdateCheck', 'optional function callback'],
      ['restart', ''],
      ['restartAfterDelay', 'integer seconds, optional function callback'],
      ['sendMessage', 'optional string extensionId, any message, optional object options, optional function callback'],
      ['setUninstallURL', 'string url, optional function callback'],
    ]) {
      const message = 'Error in invocation of runtime.' + name + '(' + signature + '): No matching signature.';
      assertThrows(() => chrome.runtime[name](1, 2, 3, 4, 5), message);
    }
    succeed();
  },
  function callbackNotTaken() {
    assertThrows(() => chrome.runtime.restart(() => {}), 'Error in invocation of runtime.restart(): No matching signature.');
    assertThrows(() => chrome.runtime.getVersion(undefined), 'Error in invocation of runtime.getVersion(): No matching signature.');
    succeed();
  },
  function required() {
    for (const args of [[], [1.5], ['1'], [null]]) {
      assertThrows(
          () => chrome.runtime.restartAfterDelay(...args),
          'Error in invocation of runtime.restartAfterDelay(integer seconds, optional function callback): No matching signature.');
    }
    succeed();
  },
]);
