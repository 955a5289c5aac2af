// runtime.setUninstallURL: only the scheme counts, http or https; the empty text is allowed; at most 1023 characters.

const {assertEq, assertPromiseRejects, assertThrows, succeed} = chrome.test;

const set = url => new Promise(resolve => chrome.runtime.setUninstallURL(url, function() {
  const {lastError} = chrome.runtime;
  assertEq(0, arguments.length);
  resolve(lastError ? lastError.message : 'ok');
}));

chrome.test.runTests([
  async function accepted() {
    for (const url of ['', 'http://example.com/', 'https://example.com/a b', 'HTTP://X', 'http:', 'http:x', ' \u0001http://x/', 'h\nttp://x/',
                       'http://x/' + '\u00e4'.repeat(1014)]) {
      assertEq('ok', await set(url), url);
    }
    assertEq(undefined, await chrome.runtime.setUninstallURL(''));
    succeed();
  },
  async function refused() {
    for (const url of ['foo', 'http', ' ', '/', 'ftp://x/', 'chrome://a', 'javascript:1', 'xhttp://x/', '\u00a0http://x/', 'foo "bar"\n', '50%s']) {
      assertEq('Invalid URL: "' + url + '".', await set(url));
    }
    await assertPromiseRejects(chrome.runtime.setUninstallURL('foo'), 'Error: Invalid URL: "foo".');
    succeed();
  },
  function tooLong() {
    for (const url of ['a'.repeat(1024), 'http://x/' + 'a'.repeat(1015), '\u{1f600}'.repeat(512)]) {
      assertThrows(
          () => chrome.runtime.setUninstallURL(url),
          'Error in invocation of runtime.setUninstallURL(string url, optional function callback): ' +
              'Error at parameter \'url\': String must have at most 1023 characters; found 1024.');
    }
    succeed();
  },
]);
