// Regular expressions with all that Chrome knows.

chrome.test.runTests([
  function properties() {
    chrome.test.assertEq('\u00e4b', /\p{L}+/u.exec('1\u00e4b2')[0]);
    chrome.test.assertTrue(/^\p{Emoji}$/u.test('\u{1F600}'));
    chrome.test.assertEq('\u03b1', /[\p{Script=Greek}--[\u0391-\u03a9]]/v.exec('\u0391\u03b1')[0]);
    chrome.test.succeed();
  },

  function indices() {
    const m = /a(?<x>b)(c)?/d.exec('xab');
    chrome.test.assertEq([[1, 3], [2, 3], undefined], [...m.indices]);
    chrome.test.assertEq([2, 3], m.indices.groups.x);
    chrome.test.succeed();
  },

  function loops() {
    chrome.test.assertEq(['ba', undefined], [...(/(?:a|(b))*/.exec('ba'))]);
    chrome.test.assertEq(['zaacbbbcac', 'z', 'ac', 'a', undefined, 'c'], [...(/(z)((a+)?(b+)?(c))*/.exec('zaacbbbcac'))]);
    chrome.test.succeed();
  },

  function groups() {
    chrome.test.assertTrue(new RegExp('a(?i:b)c').test('aBc'));
    chrome.test.assertEq('2020', new RegExp('(?<y>\\d{4})-x|x-(?<y>\\d{4})').exec('x-2020').groups.y);
    chrome.test.succeed();
  },

  function objects() {
    const r = /[\p{L}--[a-z]]/gv;
    chrome.test.assertEq(['[\\p{L}--[a-z]]', 'gv', '/[\\p{L}--[a-z]]/gv'], [r.source, r.flags, String(r)]);
    chrome.test.assertEq(['lastIndex'], Object.getOwnPropertyNames(r));
    chrome.test.assertEq('aXb', 'aAb'.replace(r, 'X'));
    chrome.test.assertEq(['a', '\u{1F600}', 'b'], 'a\u{1F600}b'.match(/[^\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff]/g));
    chrome.test.succeed();
  },

  function messages() {
    for (const [pattern, flags, message] of [
      ['(?<x', '', 'Invalid regular expression: /(?<x/: Invalid capture group name'],
      ['{', 'u', 'Invalid regular expression: /{/u: Lone quantifier brackets'],
      ['a', 'gg', 'Invalid flags supplied to RegExp constructor \'gg\''],
    ]) {
      let error = null;
      try {
        new RegExp(pattern, flags);
      } catch (e) {
        error = e;
      }
      chrome.test.assertEq('SyntaxError: ' + message, String(error));
    }
    chrome.test.succeed();
  },
]);
