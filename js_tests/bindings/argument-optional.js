// null and undefined count as not given for optional parameters, the callback included; an optional parameter may be skipped.

chrome.test.runTests([
  async function skipped() {
    const socketId = await createSocket(tcpServer);
    assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', await outcome(tcpServer.listen, socketId, '', 0));
    assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', await outcome(tcpServer.listen, socketId, '', 0, null));
    assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', await outcome(tcpServer.listen, socketId, '', 0, undefined));
    assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', await outcome(tcpServer.listen, socketId, '', 0, 5));
    const client = await createSocket(tcp);
    assertOutcome([-2], 'net::ERR_FAILED', await outcome(tcp.setKeepAlive, client, true));
    assertOutcome([-2], 'net::ERR_FAILED', await outcome(tcp.setKeepAlive, client, true, null));
    chrome.test.succeed();
  },
  async function callbackNotGiven() {
    for (const args of [[], [{}], [null], [undefined], [{}, null], [{}, undefined], [null, null]]) {
      chrome.test.assertEq('number', typeof (await tcpServer.create(...args)).socketId);
    }
    chrome.test.succeed();
  },
]);
