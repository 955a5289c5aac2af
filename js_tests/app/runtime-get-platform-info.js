// runtime.getPlatformInfo: an operating system and a processor out of the enums.

const {assertEq, assertTrue, succeed} = chrome.test;

function check(info) {
  const {PlatformArch, PlatformNaclArch, PlatformOs} = chrome.runtime;
  assertTrue(Object.values(PlatformOs).includes(info.os), info.os);
  assertTrue(Object.values(PlatformArch).includes(info.arch), info.arch);
  if ('nacl_arch' in info) assertTrue(Object.values(PlatformNaclArch).includes(info.nacl_arch), info.nacl_arch);
  assertEq(['arch', 'nacl_arch', 'os'].filter(key => key in info), Object.keys(info));
}

chrome.test.runTests([
  function withCallback() {
    chrome.runtime.getPlatformInfo(chrome.test.callbackPass(check));
  },
  async function withPromise() {
    check(await chrome.runtime.getPlatformInfo());
    succeed();
  },
]);
