// More than 200 MiB at once are refused before the socket is looked up.

chrome.test.runTests([
  async function exceeded() {
    const data = new ArrayBuffer((200 << 20) + 1);
    assertOutcome([], 'Exceeded write quota.', await outcome(tcp.send, -1, data));
    chrome.test.succeed();
  },
]);
