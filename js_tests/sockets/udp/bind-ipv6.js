// IPv6: addresses are written in their canonical form, an IPv4-mapped one in hexadecimal groups.

const addresses = {'::1': '::1', '0:0:0:0:0:0:0:1': '::1', '::': '::', '::ffff:127.0.0.1': '::ffff:7f00:1'};

chrome.test.runTests([
  async function literals() {
    for (const [text, address] of Object.entries(addresses)) {
      const {socketId} = await boundSocket({address: text});
      chrome.test.assertEq(address, (await ok(udp.getInfo, socketId)).localAddress, text);
    }
    chrome.test.succeed();
  },
]);
