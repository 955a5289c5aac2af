// The unhandledrejection event hears of API promises too.

chrome.test.runTests([
  function unhandled() {
    addEventListener('unhandledrejection', function listener(event) {
      removeEventListener('unhandledrejection', listener);
      chrome.test.assertEq('Error: Socket not found', String(event.reason));
      event.preventDefault();
      setTimeout(chrome.test.succeed, 0);
    });
    tcpServer.close(-1);
  },
]);
