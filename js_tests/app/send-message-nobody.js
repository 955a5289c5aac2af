// A message that nobody but the sender listens to fails; the page does not hear itself.

const {assertEq, assertPromiseRejects, callbackFail, fail, succeed} = chrome.test;

const noReceiver = 'Could not establish connection. Receiving end does not exist.';
const otherId = 'abcdefghijklmnopabcdefghijklmnop';

chrome.runtime.onMessage.addListener(() => fail('the page hears itself'));

chrome.test.runTests([
  function withCallback() {
    for (const args of [
      ['text'], [undefined], [null], [{}], [true], [[]], [{includeTlsChannelId: true}], [chrome.runtime.id, 'text'], ['', 'text'], [null, 'text'],
      [undefined, {}, {}], [{}, {includeTlsChannelId: true}], [{}, null], [null, null, null], [otherId, 'text'],
      [chrome.runtime.id.toUpperCase(), 'text'],
    ]) {
      const result = chrome.runtime.sendMessage(...args, callbackFail(noReceiver, (...results) => assertEq([], results)));
      assertEq(undefined, result);
    }
  },
  async function withPromise() {
    for (const args of [['text'], [undefined], [1, null], [null, null, null, null], [chrome.runtime.id, null], [otherId, 'text']]) {
      await assertPromiseRejects(chrome.runtime.sendMessage(...args), 'Error: ' + noReceiver);
    }
    succeed();
  },
]);
