// A port that is disconnected has no listeners any more and takes no new ones; its own disconnect() raises no event.

const {assertEq, assertThrows, fail, succeed} = chrome.test;

chrome.test.runTests([
  async function own() {
    const port = chrome.runtime.connect({name: 'n'});
    port.onMessage.addListener(fail);
    port.onDisconnect.addListener(fail);
    assertEq([true, true], [port.onMessage.hasListeners(), port.onDisconnect.hasListeners()]);
    port.disconnect();
    assertEq([false, false], [port.onMessage.hasListeners(), port.onDisconnect.hasListeners()]);
    port.onMessage.addListener(fail);
    assertEq(false, port.onMessage.hasListeners());
    assertEq('n', port.name);
    // A port that nobody takes is disconnected after this one was.
    await new Promise(resolve => chrome.runtime.connect().onDisconnect.addListener(() => resolve(chrome.runtime.lastError)));
    succeed();
  },
  async function refused() {
    const port = chrome.runtime.connect();
    port.onMessage.addListener(fail);
    await new Promise(resolve => {
      port.onDisconnect.addListener(() => {
        resolve(chrome.runtime.lastError);
        assertEq([true, true], [port.onMessage.hasListeners(), port.onDisconnect.hasListeners()]);
        assertThrows(() => port.postMessage(1), 'Attempting to use a disconnected port object');
        assertEq(undefined, port.disconnect());
      });
    });
    await new Promise(resolve => setTimeout(resolve, 0));
    assertEq([false, false], [port.onMessage.hasListeners(), port.onDisconnect.hasListeners()]);
    succeed();
  },
]);
