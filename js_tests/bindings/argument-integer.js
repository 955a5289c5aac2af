// Integers are numbers with a 32-bit integer value.

chrome.test.runTests([
  async function accepted() {
    // No socket has such an id, but the call itself is right.
    for (const value of [0, -0, 1e9, -1, 2147483647, -2147483648]) {
      assertOutcome([], 'Socket not found', await outcome(tcpServer.getInfo, value), String(value));
    }
    chrome.test.succeed();
  },
  function refused() {
    for (const value of [1.5, NaN, Infinity, 2147483648, -2147483649, '1', true, null, undefined, {}, [], [1], new Number(1), Symbol('1'), () => {}]) {
      chrome.test.assertThrows(() => tcpServer.getInfo(value), /No matching signature\.$/);
    }
    chrome.test.succeed();
  },
  function refusedBigInt() {
    chrome.test.assertThrows(() => tcpServer.getInfo(BigInt(1)), /No matching signature\.$/);
    chrome.test.succeed();
  },
]);
