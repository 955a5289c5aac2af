// manifest: {}
// runtime.onInstalled comes once to an app that was not there before, after the first run of its scripts.

const {assertEq, succeed} = chrome.test;

let running = true;
const installed = new Promise(resolve => chrome.runtime.onInstalled.addListener((...args) => resolve({args, running})));
running = false;

chrome.test.runTests([
  async function install() {
    assertEq({args: [{reason: 'install'}], running: false}, await installed);
    succeed();
  },
]);
