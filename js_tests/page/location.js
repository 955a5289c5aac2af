// The address of the background page, and of files beside it.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  function locationAndGetURL() {
    const origin = 'chrome-extension://' + chrome.runtime.id;
    assertEq(origin + '/_generated_background_page.html', location.href);
    assertEq('chrome-extension:', location.protocol);
    for (const [path, url] of [
      ['a.js', '/a.js'], ['/a.js', '/a.js'], ['', '/'], ['/', '/'], ['a b.html', '/a%20b.html'], ['x/../y', '/y'], ['\u00e4', '/%C3%A4'],
    ]) {
      assertEq(origin + url, chrome.runtime.getURL(path), path);
    }
    succeed();
  },
]);
