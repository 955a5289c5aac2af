// RegExp.$1 and its like tell of the last match, wherever it was made.

'use strict';
const statics = () => [RegExp.$1, RegExp.$2, RegExp['$9'], RegExp['$&'], RegExp['$+'], RegExp['$`'], RegExp["$'"], RegExp.$_].join('|');
const inside = [];

function each(cases) {
  return cases.map(([match, expected]) => function() {
    match();
    chrome.test.assertEq(expected, statics(), String(match));
    chrome.test.succeed();
  });
}

chrome.test.runTests([
  ...each([
    [() => {}, '|||||||'],
    [() => /(b)(x)?(c)/.test('abcd'), 'b|||bc|c|a|d|abcd'],
    [() => /zzz/.test('q'), 'b|||bc|c|a|d|abcd'],
    [() => /(x)/y.test('yx'), 'b|||bc|c|a|d|abcd'],
    [() => 'q'.replace('q', 'w').split('w'), 'b|||bc|c|a|d|abcd'],
    [() => /(a)(b)?/.exec('za'), 'a|||a||z||za'],
    [() => '2020-01-02'.replace(/(\d+)-(\d+)/, () => inside.push(statics())), '2020|01||2020-01|01||-02|2020-01-02'],
    [() => 'a1b2c3'.replace(/([a-z])(\d)/g, () => inside.push(RegExp.$1)), 'c|3||c3|3|a1b2||a1b2c3'],
    [() => 'a,b;c'.split(/([,;])/), ';|||;|;|a,b|c|a,b;c'],
    [() => 'foo bar'.search(/(b)/), 'b|||b|b|foo |ar|foo bar'],
    [() => 'k=v l=w'.match(/(\w)=(\w)/g), 'l|w||l=w|w|k=v ||k=v l=w'],
    [() => [...'p1q2'.matchAll(/([a-z])/g)], 'q|||q|q|p1|2|p1q2'],
    [() => new (class extends RegExp {})('(s)').exec('s'), 's|||s|s|||s'],
    [() => /(?<n>a)/v.exec('xa'), 'a|||a|a|x||xa'],
    [() => /(e)/.test('he'), 'e|||e|e|h||he'],
    [() => { RegExp.input = 5; RegExp.$1 = 'no'; }, 'e|||e|e|h||5'],
    [() => { for (let i = 1; i < 3; i++) /(1)(2)/.test('12'), inside.push(RegExp['$' + i]); }, '1|2||12|2|||12'],
  ]),
  function insideReplacements() {
    chrome.test.assertEq(['2020|01||2020-01|01||-02|2020-01-02', 'c', 'c', 'c', '1', '2'], inside);
    chrome.test.succeed();
  },
  function properties() {
    for (const name of ['input', '$_', 'lastMatch', '$&', 'lastParen', '$+', 'leftContext', '$`', 'rightContext', '$\'', '$1', '$9']) {
      const {get, set, enumerable, configurable} = Object.getOwnPropertyDescriptor(RegExp, name);
      chrome.test.assertEq(['get ' + name, 0, 'set ' + name, 1, false, true], [get.name, get.length, set.name, set.length, enumerable, configurable]);
    }
    chrome.test.assertEq('input $_ lastMatch $& lastParen $+ leftContext $` rightContext $\' $1 $2 $3 $4 $5 $6 $7 $8 $9',
        Object.getOwnPropertyNames(RegExp).filter(name => /^([$ilr].*)/.test(name) && name !== 'length').join(' '));
    chrome.test.succeed();
  },
]);
