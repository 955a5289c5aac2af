// console: Error in event handler: Error: boom
// console: Error in event handler: Uncaught a string
// An exception in a listener is told on the console; the other listeners still run, and window.onerror hears nothing.

function throwing(value) {
  return async function thrower() {
    const {port} = await listeningServer();
    const bad = () => { throw value(); };
    onerror = () => chrome.test.fail('window.onerror was called');
    tcpServer.onAccept.addListener(bad);
    const heard = nextEvent(tcpServer.onAccept);
    await connectTo(port);
    await heard;
    tcpServer.onAccept.removeListener(bad);
    onerror = null;
    chrome.test.succeed();
  };
}

chrome.test.runTests([() => new Error('boom'), () => 'a string'].map(throwing));
