// console: Error handling response: Error: boom
// console: Error handling response: TypeError: bad type
// console: Error handling response: Uncaught a string
// console: Error handling response: Uncaught 42
// console: Error handling response: Uncaught null
// console: Error handling response: Uncaught undefined
// console: Error handling response: Uncaught #<Object>
// console: Error handling response: own stack
// An exception in a callback is told on the console. Later callbacks still come, and window.onerror hears nothing.

function throwing(value) {
  return function thrower() {
    onerror = () => chrome.test.fail('window.onerror was called');
    tcpServer.create(() => { throw value(); });
    tcpServer.create(() => setTimeout(() => {
      onerror = null;
      chrome.test.succeed();
    }, 0));
  };
}

chrome.test.runTests([
  () => new Error('boom'),
  () => new TypeError('bad type'),
  () => 'a string',
  () => 42,
  () => null,
  () => undefined,
  () => ({a: 1}),
  () => Object.assign(new Error('not shown'), {stack: 'own stack'}),
].map(throwing));
