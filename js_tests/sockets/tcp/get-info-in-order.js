// disconnect and getInfo in one turn: the answers come in the order of the calls, and the second sees the effect of the first.

chrome.test.runTests([
  async function effectsAreOrdered() {
    const {client} = await connectedPair({paused: true});
    const log = [];
    tcp.disconnect(client, () => log.push('disconnect'));
    const {connected} = await ok(tcp.getInfo, client);
    log.push(`connected ${connected}`);
    chrome.test.assertEq(['disconnect', 'connected false'], log);
    chrome.test.succeed();
  },
]);
