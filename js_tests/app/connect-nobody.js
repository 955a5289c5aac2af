// runtime.connect with nobody but the page itself listening: a port at once, disconnected later with lastError.

const {assertLastError, assertTrue, callbackAdded, fail} = chrome.test;

const noReceiver = 'Could not establish connection. Receiving end does not exist.';

chrome.runtime.onConnect.addListener(() => fail('the page hears itself'));

chrome.test.runTests([
  function nobody() {
    for (const args of [
      [], [undefined], [null], [{}], [''], [chrome.runtime.id], [{name: 'n'}], [{name: null}], [{includeTlsChannelId: true}],
      [chrome.runtime.id, {name: 'n'}], [null, {name: 'n'}], [chrome.runtime.id, null], [null, null], ['abcdefghijklmnopabcdefghijklmnop'],
    ]) {
      const done = callbackAdded();
      let returned = false;
      const port = chrome.runtime.connect(...args);
      port.postMessage('lost');
      port.onMessage.addListener(() => fail('a message'));
      port.onDisconnect.addListener(function() {
        'use strict';
        assertTrue(returned);
        assertLastError(noReceiver);
        assertTrue(arguments.length === 1 && arguments[0] === port);
        assertTrue(this === globalThis);
        done();
      });
      returned = true;
    }
  },
]);
