// console: Uncaught (in promise) TypeError: msg
// console: Uncaught (in promise) text
// console: Uncaught (in promise) #<Object>
// console: Uncaught (in promise) undefined
// A rejection that nobody handles is told on the console.

const values = [new TypeError('msg'), 'text', {a: 1}, undefined];

chrome.test.runTests(values.map(value => function unhandled() {
  Promise.reject(value);
  setTimeout(chrome.test.succeed, 10);
}));
