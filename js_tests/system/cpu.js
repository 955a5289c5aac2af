// system.cpu.getInfo
// manifest: {"permissions": ["system.cpu"]}

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  async function info() {
    const info = await chrome.system.cpu.getInfo();
    assertEq(['archName', 'features', 'modelName', 'numOfProcessors', 'processors', 'temperatures'], Object.keys(info));
    assertEq(info.numOfProcessors, info.processors.length);
    assertTrue(info.numOfProcessors > 0, 'some processor');
    for (const {usage} of info.processors) {
      assertEq(['idle', 'kernel', 'total', 'user'], Object.keys(usage));
      assertEq(usage.total, usage.idle + usage.kernel + usage.user);
    }
    succeed();
  },
]);
