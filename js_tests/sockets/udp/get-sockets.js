// getSockets lists the sockets that are not closed, as getInfo describes them.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  async function none() {
    assertEq([], await ok(udp.getSockets));
    succeed();
  },
  async function some() {
    const bound = await boundSocket({properties: {name: 'a'}});
    const fresh = await createSocket(udp);
    const closed = await createSocket(udp);
    await ok(udp.close, closed);
    const sockets = (await ok(udp.getSockets)).sort((a, b) => a.socketId - b.socketId);
    assertEq(JSON.stringify([await ok(udp.getInfo, bound.socketId), await ok(udp.getInfo, fresh)]), JSON.stringify(sockets));
    for (const {socketId} of sockets) await ok(udp.close, socketId);
    assertEq([], await ok(udp.getSockets));
    succeed();
  },
]);
