// runtime.requestUpdateCheck: a callback gets a status and details, a promise one object of both. Only the first call finds out.

const {assertEq, succeed} = chrome.test;

const check = () => new Promise(resolve => chrome.runtime.requestUpdateCheck((...args) => resolve(JSON.stringify(args))));

chrome.test.runTests([
  async function first() {
    assertEq('["no_update",{"version":""}]', await check());
    succeed();
  },
  async function throttled() {
    assertEq('["throttled",{"version":""}]', await check());
    assertEq('{"status":"throttled","version":""}', JSON.stringify(await chrome.runtime.requestUpdateCheck()));
    succeed();
  },
]);
