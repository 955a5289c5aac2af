// Reading the property is enough: these make no line on the console. `in` is not reading, so it is not among them.

chrome.test.runTests([
  () => chrome.runtime.lastError,
  () => { if (chrome.runtime.lastError) return; },
  () => chrome.runtime['lastError'],
  () => { const {lastError} = chrome.runtime; },
].map(look => function checked() {
  tcpServer.close(-1, () => {
    look();
    setTimeout(chrome.test.succeed, 0);
  });
}));
