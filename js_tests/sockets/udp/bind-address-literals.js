// Which texts are addresses to bind to, and how getInfo writes them. There is no look-up of names.

const addresses = {
  '127.0.0.1': '127.0.0.1', '127.1': '127.0.0.1', '0x7f.1': '127.0.0.1', '2130706433': '127.0.0.1', '127.0.0.1.': '127.0.0.1', '0.0.0.0': '0.0.0.0',
  '127.255.255.255': '127.255.255.255',
};
const refused = ['localhost', '', '*', ' 127.0.0.1', '127.0.0.1/', '256.0.0.1', '[::1]', '::1%lo', '%31%32%37.0.0.1'];

chrome.test.runTests([
  async function literals() {
    for (const [text, address] of Object.entries(addresses)) {
      const {socketId} = await boundSocket({address: text});
      chrome.test.assertEq(address, (await ok(udp.getInfo, socketId)).localAddress, text);
    }
    chrome.test.succeed();
  },
  async function noLiterals() {
    for (const text of refused) {
      assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', await outcome(udp.bind, await createSocket(udp), text, 0), text);
    }
    chrome.test.succeed();
  },
  async function notOfThisMachine() {
    assertOutcome([-108], 'net::ERR_ADDRESS_INVALID', await outcome(udp.bind, await createSocket(udp), '192.0.2.123', 0));
    chrome.test.succeed();
  },
]);
