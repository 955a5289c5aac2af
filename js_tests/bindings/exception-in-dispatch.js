// console: Error in event handler: TypeError: from script
// dispatch called from a script: an exception in a listener does not come out of it.

chrome.test.runTests([
  function dispatch() {
    const log = [];
    const event = tcpServer.onAcceptError;
    event.addListener(() => { throw new TypeError('from script'); });
    event.addListener(() => { log.push('second'); });
    event.dispatch({});
    chrome.test.assertEq(['second'], log);
    chrome.test.succeed();
  },
]);
