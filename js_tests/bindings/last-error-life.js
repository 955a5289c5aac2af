// lastError is a property during the callback only.

const {assertEq, assertTrue, assertFalse, succeed} = chrome.test;

chrome.test.runTests([
  function duringTheCallback() {
    assertFalse('lastError' in chrome.runtime);
    assertEq(undefined, chrome.runtime.lastError);
    tcpServer.close(-1, () => {
      assertTrue('lastError' in chrome.runtime);
      assertEq('Socket not found', chrome.runtime.lastError.message);
      assertEq(['message'], Object.keys(chrome.runtime.lastError));
      setTimeout(() => {
        assertFalse('lastError' in chrome.runtime);
        assertEq(undefined, chrome.runtime.lastError);
        succeed();
      }, 0);
    });
    assertFalse('lastError' in chrome.runtime);
  },
  function goneInTheNextCallback() {
    tcpServer.close(-1, () => chrome.test.assertLastError('Socket not found'));
    tcpServer.create(() => {
      assertFalse('lastError' in chrome.runtime);
      succeed();
    });
  },
]);
