// What comes between chrome.app.window.create and the load event of the page.
// file: pages/order.html
// file: pages/order-page.js
// file: pages/order2.js

const {assertEq, assertTrue, callbackPass} = chrome.test;

var lines = [];
var log = line => { lines.push(line); };

chrome.test.runTests([
  function create() {
    const returned = chrome.app.window.create('order.html', callbackPass(w => {
      const page = w.contentWindow;
      assertEq('loading', page.document.readyState);
      assertEq(chrome.runtime.getURL('order.html'), page.location.href);
      assertTrue(page.opener === window);
      page.given = 'given';
      page.kept = 'kept';
      page.overwritten = 'by the background';
      page.document.addEventListener('DOMContentLoaded', () => log('DOMContentLoaded in the background'));
      page.addEventListener('load', callbackPass(() => {
        log('load in the background');
        setTimeout(callbackPass(() => {
          assertEq([
            'returned', 'callback', 'job of the callback',
            'script, loading, given, kept, by the page', 'job of the script', 'second script',
            'DOMContentLoaded in the background', 'DOMContentLoaded in the page',
            'load in the background', 'load in the page',
          ], lines);
          assertTrue(w.contentWindow === page);
        }));
      }));
      log('callback');
      Promise.resolve().then(() => log('job of the callback'));
    }));
    assertEq(undefined, returned);
    log('returned');
  },
]);
