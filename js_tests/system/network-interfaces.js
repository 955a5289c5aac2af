// system.network.getNetworkInterfaces: addresses with their prefix, the loopback left out.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  async function interfaces() {
    for (const one of await chrome.system.network.getNetworkInterfaces()) {
      assertEq(['address', 'name', 'prefixLength'], Object.keys(one));
      assertEq(['string', 'string', 'number'], Object.values(one).map(v => typeof v));
      assertTrue(!/^(127\.|::1$)/.test(one.address), one.address);
      assertTrue(!/%/.test(one.address), 'an address without a zone: ' + one.address);
      assertTrue(one.prefixLength > 0 && one.prefixLength <= (one.address.includes(':') ? 128 : 32), JSON.stringify(one));
    }
    succeed();
  },
  async function inOrder() {
    const families = (await chrome.system.network.getNetworkInterfaces()).map(one => one.address.includes(':') ? 6 : 4);
    assertEq([...families].sort(), families);
    succeed();
  },
]);
