// A call with a callback returns undefined.

chrome.test.runTests([
  function returnValue() {
    chrome.test.assertEq(undefined, tcpServer.create({}, chrome.test.callbackPass()));
    chrome.test.assertEq(undefined, tcpServer.getSockets(chrome.test.callbackPass()));
    chrome.test.assertEq(undefined, tcp.close(-1, chrome.test.callbackFail('Socket not found')));
  },
]);
