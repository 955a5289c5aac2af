// create without properties, with null or undefined, with or without a callback.

const {assertEq, assertTrue, succeed} = chrome.test;

async function check(info) {
  assertEq(['socketId'], Object.keys(info));
  assertEq(`{"paused":false,"persistent":false,"socketId":${info.socketId}}`, JSON.stringify(await ok(udp.getInfo, info.socketId)));
}

chrome.test.runTests([
  async function callbacks() {
    for (const args of [[], [{}], [null], [undefined], [{name: null, persistent: undefined}]]) await check(await ok(udp.create, ...args));
    succeed();
  },
  async function promise() {
    const returned = udp.create();
    assertTrue(returned instanceof Promise);
    await check(await returned);
    succeed();
  },
]);
