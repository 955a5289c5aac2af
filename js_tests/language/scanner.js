// What a scanner may trip over: HTML-like comments, old numbers, slashes.

var seen = 1; <!-- a comment
--> another

chrome.test.runTests([
  function comments() {
    let x = 5;
    x<!--seen
    chrome.test.assertEq([1, 5], [seen, x]);
    chrome.test.assertEq('<!--', '<!--');
    chrome.test.assertTrue(/<!--/.test('<!--'));
    chrome.test.succeed();
  },

  function numbers() {
    chrome.test.assertEq([8, 19, 8.5, 511], [08, 019, 08.5, 0777]);
    chrome.test.succeed();
  },

  function slashes() {
    function f() { return 1 } /'/.test('\'');
    chrome.test.assertEq(2, 4 / 2 / 1);
    chrome.test.assertEq('a/b', `${'a' + `${/[/]/.exec('/')[0]}`}b`);
    chrome.test.succeed();
  },

  function fieldsCalledLikeModifiers() {
    class A { get = 1; set = 2; async = 3; static static = 4; static get; }
    chrome.test.assertEq(['get', 'set', 'async'], Object.keys(new A()));
    chrome.test.assertEq(4, A.static);
    chrome.test.succeed();
  },
]);
