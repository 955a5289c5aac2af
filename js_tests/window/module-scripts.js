// Elements <script type=module>: when they run, and which events their failures are.
// file: pages/module-scripts.html
// file: pages/module-scripts-page.js
// file: pages/module-deferred.js
// file: pages/module-awaits.js
// file: pages/module-classic.js
// file: pages/module-never.js
// file: pages/module-good.js
// file: pages/module-needs-missing.js
// file: pages/module-syntax.js
// file: pages/module-no-export.js
// file: pages/module-bare.js
// file: pages/module-throws.js
// file: pages/module-throws-5.js
// file: pages/module-rejects.js
// file: pages/module-of-html.js
// file: pages/module-worker.js

const {assertEq, succeed} = chrome.test;

let page;

// What happens when a module script with this source is put into the page.
function insert(src) {
  return new Promise(resolve => {
    const log = [];
    page.onerror = (message, file, line, column, error) => {
      log.push(`${message} @${file.replace(/.*\//, '')}:${line}:${column} ${error && error.name}`);
      return true;
    };
    const script = page.document.createElement('script');
    script.type = 'module';
    script.src = src;
    const end = event => {
      log.push(event.type);
      resolve(log);
    };
    script.onload = script.onerror = end;
    page.document.head.append(script);
  });
}

chrome.test.runTests([
  async function order() {
    await new Promise(resolve => {
      window.loaded = resolve;
      chrome.app.window.create('module-scripts.html', w => { page = w.contentWindow; });
    });
    assertEq([
      'page loading', 'deferred interactive null undefined module-deferred.js', 'classic interactive module-classic.js', 'awaits interactive',
      'awaited interactive', 'DOMContentLoaded', 'load',
    ], page.order);
    succeed();
  },
  async function failures() {
    assertEq(['load'], await insert('module-good.js'));
    assertEq(['load'], await insert('module-good.js'));
    assertEq(1, page.good);
    assertEq(['error'], await insert('module-that-is-missing.js'));
    assertEq(['error'], await insert('module-needs-missing.js'));
    assertEq(['error'], await insert(''));
    for (let i = 0; i < 2; i++) {
      assertEq(["Uncaught SyntaxError: Unexpected token ';' @module-syntax.js:2:18 SyntaxError", 'load'], await insert('module-syntax.js'));
      assertEq(['Uncaught Error: thrown 1 @module-throws.js:1:59 Error', 'load'], await insert('module-throws.js'));
    }
    assertEq(["Uncaught SyntaxError: The requested module './module-good.js' does not provide an export named 'nope' @module-no-export.js:1:12 SyntaxError", 'load'],
        await insert('module-no-export.js'));
    assertEq(['Uncaught TypeError: Failed to resolve module specifier "lodash". Relative references must start with either "/", "./", or "../". ' +
        '@module-scripts.html:0:0 TypeError', 'load'], await insert('module-bare.js'));
    assertEq(['Uncaught 5 @module-scripts.html:0:0 undefined', 'load'], await insert('module-throws-5.js'));
    assertEq(['Uncaught TypeError: rejected @module-rejects.js:1:22 TypeError', 'load'], await insert('module-rejects.js'));
    assertEq(['Uncaught SyntaxError: HTML comments are not allowed in modules @module-of-html.js:1:4 SyntaxError', 'load'], await insert('module-of-html.js'));
    succeed();
  },
  async function worker() {
    const w = new page.Worker('module-worker.js', {type: 'module'});
    const {data} = await new Promise(resolve => { w.onmessage = resolve; });
    assertEq(['a', 'undefined', "TypeError: Failed to execute 'importScripts' on 'WorkerGlobalScope': Module scripts don't support importScripts().",
      "The requested module './module-good.js' does not provide an export named 'nope'"], data);
    succeed();
  },
]);
