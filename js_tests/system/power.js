// power: the calls return nothing and may be repeated.
// manifest: {"permissions": ["power"]}

const {assertEq, assertThrows, succeed} = chrome.test;
const {power} = chrome;

chrome.test.runTests([
  function calls() {
    assertEq(['releaseKeepAwake', 'requestKeepAwake', 'Level'], Object.keys(power));
    assertEq({DISPLAY: 'display', SYSTEM: 'system'}, power.Level);
    for (const level of ['display', 'system', 'system']) assertEq(undefined, power.requestKeepAwake(level));
    for (let i = 0; i < 3; i++) assertEq(undefined, power.releaseKeepAwake());
    succeed();
  },
  function badLevel() {
    assertThrows(
        () => power.requestKeepAwake('zork'),
        "Error in invocation of power.requestKeepAwake(power.Level level): Error at parameter 'level': Value must be one of display, system.");
    succeed();
  },
]);
