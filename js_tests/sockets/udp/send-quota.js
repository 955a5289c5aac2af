// More than 200 MiB at once are refused before the socket is looked up.

chrome.test.runTests([
  async function exceeded() {
    const data = new ArrayBuffer((200 << 20) + 1);
    assertOutcome([], 'Exceeded write quota.', await outcome(udp.send, -1, data, '127.0.0.1', 9));
    chrome.test.succeed();
  },
]);
