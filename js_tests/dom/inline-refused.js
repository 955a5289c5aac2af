// console: Executing inline event handler violates the following Content Security Policy directive 'script-src 'self' blob: filesystem: 'wasm-unsafe-eval''. Either the 'unsafe-inline' keyword, a hash ('sha256-...'), or a nonce ('nonce-...') is required to enable inline execution. Note that hashes do not apply to event handlers, style attributes and javascript: navigations unless the 'unsafe-hashes' keyword is present. The action has been blocked.
// console: Executing inline script violates the following Content Security Policy directive 'script-src 'self' blob: filesystem: 'wasm-unsafe-eval''. Either the 'unsafe-inline' keyword, a hash ('sha256-HcGVnIesZOIV/yV6jqz/jtIsmXzT/b6dmdbK+rq6YHo='), or a nonce ('nonce-...') is required to enable inline execution. The action has been blocked.
// The policy runs no code of attributes and of texts in the page.
chrome.test.runTests([
  function inline() {
    const div = document.createElement('div');
    div.setAttribute('onclick', 'window.ran = 1');
    chrome.test.assertEq(null, div.onclick);
    div.click();
    const script = document.createElement('script');
    script.textContent = 'window.ran = 2';
    document.body.appendChild(script);
    div.innerHTML = '<script>window.ran = 3</scr' + 'ipt>';
    document.body.appendChild(div);
    chrome.test.assertEq(undefined, window.ran);
    chrome.test.succeed();
  },
]);
