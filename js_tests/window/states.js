// Minimized, maximized and full-screen windows; shown and hidden ones.
// file: pages/empty.html

const {assertEq, assertTrue, assertFalse, succeed} = chrome.test;

const after = (event, action) => new Promise(resolve => {
  event.addListener(function listener(...args) {
    event.removeListener(listener);
    resolve(args.length);
  });
  action();
});

const states = w => [w.isMinimized(), w.isMaximized(), w.isFullscreen()];

chrome.test.runTests([
  async function events() {
    const w = await chrome.app.window.create('empty.html');
    for (const [action, event, expected] of [
      ['maximize', 'onMaximized', [false, true, false]],
      ['restore', 'onRestored', [false, false, false]],
      ['minimize', 'onMinimized', [true, false, false]],
      ['restore', 'onRestored', [false, false, false]],
      ['fullscreen', 'onFullscreened', [false, false, true]],
      ['restore', 'onRestored', [false, false, false]],
    ]) {
      assertEq(0, await after(w[event], () => {
        const before = states(w);
        assertEq(undefined, w[action]());
        assertEq(before, states(w));
      }), action);
      assertEq(expected, states(w), action);
    }
    succeed();
  },
  async function alwaysOnTop() {
    const w = await chrome.app.window.create('empty.html');
    assertFalse(w.isAlwaysOnTop());
    assertFalse(w.alphaEnabled());
    succeed();
  },
]);
