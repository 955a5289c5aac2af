// Groups need a bound socket; what is no literal is found out first.

const invalid = [[-108], 'net::ERR_ADDRESS_INVALID'];

chrome.test.runTests([
  async function notBound() {
    const socketId = await createSocket(udp);
    for (const address of ['224.0.0.1', 'ff02::1', '127.0.0.1']) {
      assertOutcome([-9], 'net::ERR_UNEXPECTED', await outcome(udp.joinGroup, socketId, address), address);
      assertOutcome(...invalid, await outcome(udp.leaveGroup, socketId, address), address);
    }
    for (const address of ['localhost', '', 'ff02::1%lo', '[ff02::1]']) {
      assertOutcome(...invalid, await outcome(udp.joinGroup, socketId, address), address);
      assertOutcome(...invalid, await outcome(udp.leaveGroup, socketId, address), address);
    }
    assertOutcome([[]], null, await outcome(udp.getJoinedGroups, socketId));
    chrome.test.succeed();
  },
]);
