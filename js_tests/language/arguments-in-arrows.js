// `arguments` in an arrow function is that of the function around.

chrome.test.runTests([
  function everywhere() {
    chrome.test.assertEq(3, (function() { return (() => arguments.length)() })(1, 2, 3));
    chrome.test.assertEq(2, (function(a = () => arguments.length) { return a() })(undefined, 2));
    chrome.test.assertEq(2, (function({a = () => arguments.length} = {}) { return a() })(undefined, 2));
    chrome.test.assertEq(0, {get p() { return (() => arguments.length)() }}.p);
    chrome.test.assertEq(9, new (class { m() { return [1].map(() => arguments[0])[0] } })().m(9));
    chrome.test.assertEq([2, 1, 2], (function() { return [...(function*() { yield (() => arguments.length)(); yield* (() => arguments)() })(1, 2)] })());
    chrome.test.succeed();
  },

  async function whenAsync() {
    const f = async function() { const g = async () => { await 0; return arguments[1] }; return await g() };
    chrome.test.assertEq('two', await f(1, 'two'));
    chrome.test.succeed();
  },
]);
