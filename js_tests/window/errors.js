// An uncaught error is reported to the window of the function that was called.
// file: pages/errors.html
// file: pages/errors-page.js

const {assertEq, succeed} = chrome.test;

let lines = [];
var log = line => { lines.push(line); };

chrome.test.runTests([
  async function reports() {
    const page = await new Promise(resolve => {
      window.loaded = resolve;
      chrome.app.window.create('errors.html');
    });
    const own = () => { throw new Error('own'); };
    window.onerror = message => { log('background: ' + message); return true; };
    setTimeout(page.boom);
    await new Promise(resolve => setTimeout(resolve, 20));
    page.setTimeout(own);
    await new Promise(resolve => setTimeout(resolve, 20));
    page.setTimeout(page.boom);
    await new Promise(resolve => setTimeout(resolve, 20));
    setTimeout(() => page.boom());
    await new Promise(resolve => setTimeout(resolve, 20));
    page.addEventListener('x', own);
    page.dispatchEvent(new page.Event('x'));
    window.onerror = null;
    assertEq(['window: Uncaught Error: boom', 'background: Uncaught Error: own', 'window: Uncaught Error: boom',
      'background: Uncaught Error: boom', 'background: Uncaught Error: own'], lines);
    succeed();
  },
]);
