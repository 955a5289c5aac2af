// manifest: {"sockets": {"udp": {}}}
// What needs a permission looks for the socket first.

chrome.test.runTests([
  async function unknownId() {
    const calls = [[udp.bind, '127.0.0.1', 0], [udp.send, new ArrayBuffer(1), '127.0.0.1', 9], [udp.joinGroup, '224.0.0.1'], [udp.leaveGroup, '224.0.0.1'], [udp.getJoinedGroups]];
    for (const [method, ...args] of calls) {
      assertOutcome([], 'Socket not found', await outcome(method, -1, ...args), method.name);
      assertOutcome([], 'App does not have permission', await outcome(method, await createSocket(udp), ...args), method.name);
    }
    chrome.test.succeed();
  },
]);
