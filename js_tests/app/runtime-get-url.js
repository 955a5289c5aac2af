// runtime.getURL puts the path behind the app's origin and normalizes what results, as URLs are.

const {assertEq, succeed} = chrome.test;

const origin = 'chrome-extension://' + chrome.runtime.id;

function givesURLs(...cases) {
  return function normalized() {
    for (const [path, url] of cases) assertEq(origin + url, chrome.runtime.getURL(path), JSON.stringify(path));
    succeed();
  };
}

chrome.test.runTests([
  givesURLs(['', '/'], ['/', '/'], ['a.js', '/a.js'], ['/a.js', '/a.js'], ['//h/p', '//h/p'], ['///', '///'], ['http://h/p', '/http://h/p'], ['x:y', '/x:y']),
  givesURLs(['x/../y', '/y'], ['../../x', '/x'], ['%2e%2E/x', '/x'], ['a/./b', '/a/b'], ['./', '/'], ['/.', '/'], ['a/..', '/'], ['a/.', '/a/'], ['//h/..', '//']),
  givesURLs(['\\a\\b', '//a/b'], ['a\\..\\b', '/b']),
  givesURLs(['a b.html', '/a%20b.html'], [' a ', '/%20a'], ['a\nb\tc\r', '/abc'], ['a\u0000b', '/a%00b'], ['a\u0001', '/a']),
  givesURLs(['\u00e4', '/%C3%A4'], ['\u{1f600}', '/%F0%9F%98%80'], ['%41%zz', '/%41%zz'], ['a"<>`{}|^[]\u007f', '/a%22%3C%3E%60%7B%7D%7C%5E[]%7F']),
  givesURLs(['a?b#c', '/a?b#c'], ['?q', '/?q'], ['#f?g#h', '/#f?g#h'], ['a?../b', '/a?../b'], ['a?\u00e4"\'<>`{', '/a?%C3%A4%22%27%3C%3E`{'],
            ['a#\u00e4"`<> \'{', '/a#%C3%A4%22%60%3C%3E%20\'{']),
]);
