// Sizes and positions of a window.
// file: pages/empty.html

const {assertEq, assertTrue, succeed} = chrome.test;
const {create} = chrome.app.window;

const sizes = w => [w.innerBounds.width, w.innerBounds.height, w.outerBounds.width, w.outerBounds.height];

const changed = (w, change) => new Promise(resolve => {
  w.onBoundsChanged.addListener(function listener(...args) {
    w.onBoundsChanged.removeListener(listener);
    resolve(args.length);
  });
  change();
});

chrome.test.runTests([
  async function defaults() {
    const w = await create('empty.html');
    assertEq([512, 384, 520, 420], sizes(w));
    assertEq([512, 384], [w.contentWindow.innerWidth, w.contentWindow.innerHeight]);
    assertEq([520, 420], [w.contentWindow.outerWidth, w.contentWindow.outerHeight]);
    assertEq(['height', 'left', 'top', 'width'], Object.keys(w.getBounds()).sort());
    assertEq([512, 384], [w.getBounds().width, w.getBounds().height]);
    assertEq([null, null, null, null], [w.innerBounds.minWidth, w.innerBounds.maxWidth, w.outerBounds.minHeight, w.outerBounds.maxHeight]);
    assertTrue(w.innerBounds === w.innerBounds);
    assertEq('{}', JSON.stringify(w.innerBounds));
    assertEq(1, w.contentWindow.devicePixelRatio);
    succeed();
  },
  async function options() {
    assertEq([300, 200, 308, 236], sizes(await create('empty.html', {innerBounds: {width: 300, height: 200}})));
    assertEq([292, 164, 300, 200], sizes(await create('empty.html', {outerBounds: {width: 300, height: 200}})));
    assertEq([300, 200, 308, 236], sizes(await create('empty.html', {width: 300, height: 200})));
    assertEq([300, 200, 308, 236], sizes(await create('empty.html', {bounds: {width: 300, height: 200}})));
    assertEq([300, 200, 300, 200], sizes(await create('empty.html', {frame: 'none', innerBounds: {width: 300, height: 200}})));
    const w = await create('empty.html', {innerBounds: {width: 300, minWidth: 320, height: 200, maxHeight: 100}});
    assertEq([320, 100, 328, 136], sizes(w));
    assertEq([320, 100, 328, 136], [w.innerBounds.minWidth, w.innerBounds.maxHeight, w.outerBounds.minWidth, w.outerBounds.maxHeight]);
    succeed();
  },
  async function changes() {
    const w = await create('empty.html');
    assertEq(0, await changed(w, () => {
      w.innerBounds.width = 400;
      assertEq(512, w.innerBounds.width);
    }));
    assertEq([400, 384], sizes(w).slice(0, 2));
    await changed(w, () => w.innerBounds.setSize(410, 310));
    assertEq([410, 310, 418, 346], sizes(w));
    await changed(w, () => w.outerBounds.setSize(308, 236));
    assertEq([300, 200, 308, 236], sizes(w));
    await changed(w, () => w.setBounds({width: 333}));
    assertEq([333, 200, 341, 236], sizes(w));
    await changed(w, () => w.resizeTo(408, 336));
    assertEq([400, 300, 408, 336], sizes(w));
    await changed(w, () => w.outerBounds.setPosition(20, 10));
    assertEq([20, 10], [w.outerBounds.left, w.outerBounds.top]);
    await changed(w, () => w.innerBounds.setMinimumSize(420, 320));
    assertEq([420, 320], sizes(w).slice(0, 2));
    succeed();
  },
  async function resizeEvent() {
    const w = await create('empty.html');
    await new Promise(resolve => {
      w.contentWindow.addEventListener('load', resolve);
    });
    const resized = new Promise(resolve => { w.contentWindow.onresize = resolve; });
    w.innerBounds.width = 400;
    assertEq('resize', (await resized).type);
    assertEq(400, w.contentWindow.innerWidth);
    succeed();
  },
  async function geometryIsKept() {
    const w = await create('empty.html', {id: 'kept', innerBounds: {width: 350, height: 250}});
    await changed(w, () => w.innerBounds.width = 360);
    await new Promise(resolve => { w.onClosed.addListener(resolve); w.close(); });
    await quiet();
    assertEq(360, (await create('empty.html', {id: 'kept'})).innerBounds.width);
    succeed();
  },
  async function wrongTypes() {
    const w = await create('empty.html');
    const thrown = f => { try { f(); } catch (e) { return String(e); } };
    const setBounds = "TypeError: Error in invocation of app.currentWindowInternal.setBounds(string boundsType, app.currentWindowInternal.Bounds bounds): ";
    assertEq(setBounds + "Error at parameter 'bounds': Error at property 'width': Invalid type: expected integer, found string.", thrown(() => w.innerBounds.width = 'x'));
    assertEq(setBounds + 'No matching signature.', thrown(() => w.setBounds(5)));
    assertEq('TypeError: Error in invocation of app.currentWindowInternal.focus(): No matching signature.', thrown(() => w.focus(1)));
    assertEq('TypeError: Error in invocation of app.currentWindowInternal.setIcon(string icon_url): No matching signature.', thrown(() => w.setIcon(4)));
    succeed();
  },
]);
