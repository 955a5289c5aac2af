// Booleans are true and false.

chrome.test.runTests([
  function refused() {
    for (const value of [0, 1, 'true', '', null, undefined, {}, new Boolean(true)]) {
      chrome.test.assertThrows(() => tcpServer.setPaused(-1, value, () => {}), /No matching signature\.$/);
    }
    chrome.test.succeed();
  },
]);
