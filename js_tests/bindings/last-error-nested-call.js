// A call made inside a failing callback has an error of its own.

chrome.test.runTests([
  function nested() {
    tcpServer.close(-1, () => {
      chrome.test.assertLastError('Socket not found');
      tcpServer.create(chrome.test.callbackPass());
      chrome.test.assertLastError('Socket not found');
    });
  },
]);
