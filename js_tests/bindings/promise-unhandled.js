// console: Uncaught (in promise) Error: Socket not found
// console: Uncaught (in promise) Error: Socket not found
// A failing call without a callback whose promise nobody looks at.

chrome.test.runTests([[], [null]].map(callback => function unhandled() {
  tcpServer.close(-1, ...callback);
  tcpServer.create(() => setTimeout(chrome.test.succeed, 0));
}));
