// system.memory.getInfo
// manifest: {"permissions": ["system.memory"]}

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  async function info() {
    const info = await chrome.system.memory.getInfo();
    assertEq(['availableCapacity', 'capacity'], Object.keys(info));
    assertTrue(info.capacity > info.availableCapacity && info.availableCapacity > 0, JSON.stringify(info));
    succeed();
  },
]);
