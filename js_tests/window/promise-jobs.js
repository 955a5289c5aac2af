// Promise jobs of all pages have one queue.
// file: pages/jobs.html
// file: pages/jobs-page.js

const {assertEq, succeed} = chrome.test;

let lines = [];
var log = line => { lines.push(line); };

chrome.test.runTests([
  async function order() {
    const page = await new Promise(resolve => {
      window.loaded = resolve;
      chrome.app.window.create('jobs.html');
    });
    await new Promise(resolve => setTimeout(resolve));
    lines = [];
    Promise.resolve().then(() => { log('own 1'); page.job('other 3'); log('own 1 ends'); });
    page.job('other 1');
    Promise.resolve().then(() => log('own 2'));
    page.job('other 2');
    const working = page.work();
    log('end of script');
    assertEq('result', await working);
    await new Promise(resolve => setTimeout(resolve));
    assertEq(['work', 'end of script', 'own 1', 'own 1 ends', 'other 1', 'own 2', 'other 2', 'worked', 'other 3'], lines);
    succeed();
  },
]);
