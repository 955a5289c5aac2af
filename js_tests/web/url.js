// URL parses, resolves and serializes as the standard says, with Chrome's own scheme beside the others.
const parts = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash'];
const all = url => parts.map(part => url[part]).join(' | ');

chrome.test.runTests([
  function parts() {
    const {assertEq, succeed} = chrome.test;
    assertEq('https://u:p@example.com:8080/a/c?x=y#z | https://example.com:8080 | https: | u | p | example.com:8080 | example.com | 8080 | /a/c | ?x=y | #z',
             all(new URL('HTTPS://u:p@EXAMPLE.com:8080/a/b/../c?x=y#z')));
    assertEq('http://1.2.3.4/ | http://1.2.3.4 | http: |  |  | 1.2.3.4 | 1.2.3.4 |  | / |  | ', all(new URL('http://0x1.2.772:80')));
    assertEq('http://[1::2]/ | http://[1::2] | http: |  |  | [1::2] | [1::2] |  | / |  | ', all(new URL('http://[1:0:0:0:0:0:0:2]')));
    assertEq('mailto:a@b | null | mailto: |  |  |  |  |  | a@b |  | ', all(new URL('mailto:a@b')));
    assertEq('http://xn--bcher-kva.example/%C3%A9?%C3%A9#%C3%A9', new URL('http://Bücher.example/é?é#é').href);
    succeed();
  },
  function relative() {
    const {assertEq, succeed} = chrome.test;
    const base = 'http://a/b/c/d;p?q';
    const resolved = {'g': 'http://a/b/c/g', './g': 'http://a/b/c/g', '/g': 'http://a/g', '//g': 'http://g/', '?y': 'http://a/b/c/d;p?y',
      '#s': 'http://a/b/c/d;p?q#s', '': 'http://a/b/c/d;p?q', '../../../g': 'http://a/g', 'g\\h': 'http://a/b/c/g/h', ' g\n': 'http://a/b/c/g'};
    for (const [input, want] of Object.entries(resolved)) assertEq(want, new URL(input, base).href, input);
    succeed();
  },
  function ofAnApp() {
    const {assertEq, succeed} = chrome.test;
    assertEq('chrome-extension://abc/x/z', new URL('z', 'chrome-extension://ABC/x/y').href);
    assertEq('chrome-extension://abc', new URL('chrome-extension://abc/x').origin);
    assertEq(location.origin, new URL(URL.createObjectURL(new Blob())).origin);
    succeed();
  },
  function setters() {
    const {assertEq, succeed} = chrome.test;
    const url = new URL('http://a/');
    Object.assign(url, {protocol: 'https', host: 'b:81', pathname: 'x y', search: 'q=1', hash: 'h', username: 'u', password: 'p'});
    assertEq('https://u:p@b:81/x%20y?q=1#h', url.href);
    Object.assign(url, {port: '443', search: '?', hash: '', protocol: 'foo', hostname: 'c:9'});
    assertEq('https://u:p@b/x%20y', url.href);
    succeed();
  },
  function errors() {
    const {assertThrows, assertEq, succeed} = chrome.test;
    assertThrows(() => new URL('x'), "Failed to construct 'URL': Invalid URL");
    assertThrows(() => new URL('x', 'y'), "Failed to construct 'URL': Invalid base URL");
    assertThrows(() => new URL(), "Failed to construct 'URL': 1 argument required, but only 0 present.");
    assertThrows(() => { new URL('http://a').href = 'x'; }, "Failed to set the 'href' property on 'URL': Invalid URL");
    assertEq([false, true, null, 'http://b/a'], [URL.canParse('a'), URL.canParse('a', 'http://b'), URL.parse('a'), String(URL.parse('a', 'http://b'))]);
    succeed();
  },
]);
