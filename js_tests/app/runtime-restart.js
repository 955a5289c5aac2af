// console: Unchecked runtime.lastError: Function available only for ChromeOS kiosk mode.
// runtime.restart takes no callback and tells its failure on the console; restartAfterDelay and openOptionsPage fail too.

const {assertEq, assertPromiseRejects, callbackFail, succeed} = chrome.test;

const kioskOnly = 'API available only for ChromeOS kiosk mode.';

chrome.test.runTests([
  async function restart() {
    assertEq(undefined, chrome.runtime.restart());
    await chrome.runtime.getPlatformInfo();
    succeed();
  },
  function restartAfterDelay() {
    for (const seconds of [5, 0, -1]) chrome.runtime.restartAfterDelay(seconds, callbackFail(kioskOnly, (...args) => assertEq([], args)));
  },
  async function restartAfterDelayPromise() {
    await assertPromiseRejects(chrome.runtime.restartAfterDelay(5), 'Error: ' + kioskOnly);
    succeed();
  },
  function openOptionsPage() {
    chrome.runtime.openOptionsPage(callbackFail('Could not create an options page.'));
  },
  async function openOptionsPagePromise() {
    await assertPromiseRejects(chrome.runtime.openOptionsPage(), 'Error: Could not create an options page.');
    succeed();
  },
]);
