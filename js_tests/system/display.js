// system.display: most of it fails off ChromeOS.
// manifest: {"permissions": ["system.display"]}
// console: Unchecked runtime.lastError: Function available only on ChromeOS.

const {assertEq, assertTrue, callbackFail, callbackPass, succeed} = chrome.test;
const {display} = chrome.system;
const chromeOS = 'Function available only on ChromeOS.';

chrome.test.runTests([
  function getInfo() {
    display.getInfo(callbackPass(list => assertTrue(Array.isArray(list), JSON.stringify(list))));
  },
  function withCallback() {
    display.getDisplayLayout(callbackFail(chromeOS));
    display.setDisplayLayout([], callbackFail(chromeOS));
    display.setDisplayProperties('x', {}, callbackFail(chromeOS));
    display.setMirrorMode({mode: 'off'}, callbackFail(chromeOS));
    display.showNativeTouchCalibration('x', callbackFail(chromeOS));
  },
  function withoutCallback() {
    assertEq(undefined, display.overscanCalibrationStart('x'));
    display.getDisplayLayout(callbackFail(chromeOS));
  },
]);
