// Without a callback these return a promise: of the callback's argument, or rejected with the text of lastError, which is not set.

const {assertEq, assertTrue, assertFalse, succeed} = chrome.test;

async function checkPromise(api, args, hasResult) {
  const promise = api(...args);
  assertTrue(promise instanceof Promise, api.name);
  const value = await promise;
  assertEq(hasResult ? 'object' : 'undefined', typeof value, api.name);
}

chrome.test.runTests([
  ...[tcpServer, tcp].map(api => async function resolved() {
    const {socketId} = await api.create();
    await checkPromise(api.create, [{}], true);
    await checkPromise(api.getInfo, [socketId], true);
    await checkPromise(api.getSockets, [], true);
    await checkPromise(api.update, [socketId, {name: 'a'}], false);
    await checkPromise(api.setPaused, [socketId, true], false);
    await checkPromise(api.disconnect, [socketId], false);
    await checkPromise(api.close, [socketId], false);
    succeed();
  }),
  ...[tcpServer, tcp].map(api => async function rejected() {
    for (const promise of [api.getInfo(-1), api.update(-1, {}), api.setPaused(-1, true), api.disconnect(-1), api.close(-1), api.close(-1, null)]) {
      const error = await promise.then(() => null, e => e);
      assertTrue(error instanceof Error);
      assertEq('Error: Socket not found', String(error));
      assertTrue(Object.getPrototypeOf(error) === Error.prototype);
      assertFalse('lastError' in chrome.runtime);
    }
    succeed();
  }),
  function wrongArgumentsThrow() {
    chrome.test.assertThrows(() => tcpServer.close('1'), /No matching signature\.$/);
    succeed();
  },
]);
