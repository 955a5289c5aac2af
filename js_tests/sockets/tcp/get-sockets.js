// getSockets lists all tcp sockets of the app, accepted ones too, with what getInfo says of them.

chrome.test.runTests([
  async function noneAtFirst() {
    assertOutcome([[]], null, await outcome(tcp.getSockets));
    chrome.test.succeed();
  },
  async function all() {
    const fresh = await createSocket(tcp, {name: 'fresh', bufferSize: 5});
    const {client, accepted} = await connectedPair({paused: true});
    const closed = await createSocket(tcp);
    await ok(tcp.close, closed);
    const infos = await ok(tcp.getSockets);
    chrome.test.assertEq([fresh, client, accepted].sort(), infos.map(info => info.socketId).sort());
    for (const info of infos) assertOutcome([info], null, await outcome(tcp.getInfo, info.socketId));
    chrome.test.succeed();
  },
]);
