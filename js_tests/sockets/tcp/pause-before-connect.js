// A socket paused before connect does not read.

chrome.test.runTests([
  async function pauseIsKept() {
    const {client, accepted} = await connectedPair({paused: true});
    const log = record(client);
    await send(accepted, 'hello');
    await quiet();
    chrome.test.assertEq([], log);
    const {connected, paused} = await ok(tcp.getInfo, client);
    chrome.test.assertEq([true, true], [connected, paused]);
    chrome.test.succeed();
  },
]);
