// idle: somebody is always there.
// manifest: {"permissions": ["idle"]}

const {assertEq, assertThrows, callbackPass, succeed} = chrome.test;
const {idle} = chrome;

chrome.test.runTests([
  function queryState() {
    idle.queryState(15, callbackPass(state => assertEq('active', state)));
    idle.queryState(2147483647, callbackPass(state => assertEq('active', state)));
  },
  function tooShort() {
    assertThrows(
        () => idle.queryState(14, () => {}),
        'Error in invocation of idle.queryState(integer detectionIntervalInSeconds, optional function callback): ' +
            "Error at parameter 'detectionIntervalInSeconds': Value must be at least 15.");
    assertThrows(
        () => idle.setDetectionInterval(14),
        "Error in invocation of idle.setDetectionInterval(integer intervalInSeconds): Error at parameter 'intervalInSeconds': Value must be at least 15.");
    assertEq(undefined, idle.setDetectionInterval(15));
    succeed();
  },
]);
