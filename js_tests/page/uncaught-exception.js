// console: Uncaught Error: boom
// console: Uncaught plain string
// console: Uncaught [object Object]
// console: Uncaught null
// console: Uncaught 42
// console: Uncaught RangeError: of a microtask
// What is thrown in a timer or a microtask is told on the console; the page goes on.

const values = [() => new Error('boom'), () => 'plain string', () => ({a: 1}), () => null, () => 42];

chrome.test.runTests([
  ...values.map(value => function timer() {
    setTimeout(() => { throw value(); }, 0);
    setTimeout(chrome.test.succeed, 0);
  }),
  function microtask() {
    queueMicrotask(() => { throw new RangeError('of a microtask'); });
    setTimeout(chrome.test.succeed, 0);
  },
]);
