// The AppWindow of a page is the object that all pages see.
// file: pages/current.html
// file: pages/current-page.js

const {assertEq, assertTrue, assertFalse, succeed} = chrome.test;

chrome.test.runTests([
  async function current() {
    const page = await new Promise(resolve => {
      window.loaded = resolve;
      chrome.app.window.create('current.html', {id: 'x'});
    });
    const w = chrome.app.window.get('x');
    assertTrue(page === w.contentWindow);
    assertTrue(page.mine === w);
    assertTrue(page.seen.same);
    assertTrue(page.seen.instance);
    assertFalse(w instanceof Object);
    assertEq([true, true, true, '', null, 0, false], page.seen.frame);
    assertEq(['onAlphaEnabledChanged', 'onRestored', 'onMinimized', 'onMaximized', 'onFullscreened', 'onClosed', 'onBoundsChanged',
      'canSetVisibleOnAllWorkspaces', 'create', 'current', 'get', 'getAll', 'initializeAppWindow', 'State', 'WindowType'], page.seen.keys);
    assertEq(['innerBounds', 'outerBounds'], Object.keys(w));
    assertEq(['innerBounds', 'outerBounds', 'onAlphaEnabledChanged', 'onRestored', 'onMaximized', 'onMinimized', 'onFullscreened', 'onBoundsChanged',
      'onClosed', 'clearAttention', 'drawAttention', 'focus', 'fullscreen', 'hide', 'maximize', 'minimize', 'restore', 'setActivateOnPointer',
      'setAlwaysOnTop', 'setIcon', 'setVisibleOnAllWorkspaces', 'show', 'moveTo', 'resizeTo', 'contentWindow', 'close', 'getBounds', 'setBounds',
      'isFullscreen', 'isMinimized', 'isMaximized', 'isAlwaysOnTop', 'alphaEnabled'], page.members);
    succeed();
  },
]);
