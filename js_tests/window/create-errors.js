// What chrome.app.window.create refuses.
// file: pages/empty.html

const {assertEq, assertTrue, succeed} = chrome.test;
const {create} = chrome.app.window;

const outcomeOf = (...args) => new Promise(resolve => create(...args, (...given) =>
  resolve([given.length, given[0], chrome.runtime.lastError && chrome.runtime.lastError.message])));

const thrown = (...args) => {
  try {
    create(...args);
  } catch (e) {
    return e.message.replace('Error in invocation of app.window.create(string url, optional app.window.CreateWindowOptions options, optional function callback): ', '');
  }
};

chrome.test.runTests([
  function thrownAtOnce() {
    const options = text => `Error at parameter 'options': ${text}`;
    const property = (name, text) => options(`Error at property '${name}': ${text}`);
    assertEq('No matching signature.', thrown());
    assertEq('No matching signature.', thrown(5));
    assertEq('No matching signature.', thrown('empty.html', {}, 5));
    assertEq(options("Unexpected property: 'bad'."), thrown('empty.html', {bad: 1}));
    assertEq(options("Unexpected property: 'transparentBackground'."), thrown('empty.html', {transparentBackground: true}));
    assertEq(property('id', 'Invalid type: expected string, found integer.'), thrown('empty.html', {id: 1}));
    assertEq(property('state', 'Value must be one of fullscreen, maximized, minimized, normal.'), thrown('empty.html', {state: 'big'}));
    assertEq(property('type', 'Value must be one of panel, shell.'), thrown('empty.html', {type: 'x'}));
    assertEq(property('frame', 'Invalid type: expected [string|app.window.FrameOptions], found integer.'), thrown('empty.html', {frame: 5}));
    assertEq(property('frame', 'Value did not match any choice.'), thrown('empty.html', {frame: {foo: 1}}));
    assertEq(property('innerBounds', "Error at property 'width': Invalid type: expected integer, found number."), thrown('empty.html', {innerBounds: {width: 1.5}}));
    assertEq(property('outerBounds', "Unexpected property: 'foo'."), thrown('empty.html', {outerBounds: {foo: 1}}));
    succeed();
  },
  async function urls() {
    const notLocal = [1, undefined, 'The URL used for window creation must be local for security reasons.'];
    for (const url of ['http://a/', 'data:text/html,x', 'about:blank', chrome.runtime.getURL('empty.html')]) assertEq(notLocal, await outcomeOf(url), url);
    for (const url of ['missing.html', '']) assertEq([1, undefined, undefined], await outcomeOf(url), url);
    assertEq(undefined, await create('missing.html'));
    for (const url of ['empty.html', '/empty.html', './empty.html', 'sub/../empty.html', 'empty.html?a=1#h']) {
      const w = await create(url);
      assertEq('/empty.html', w.contentWindow.location.pathname);
      if (url.includes('?')) assertEq('?a=1#h', w.contentWindow.location.search + w.contentWindow.location.hash);
      w.close();
    }
    succeed();
  },
  async function options() {
    for (const [given, error] of [
      [{frame: {color: 'red'}}, 'The color specification could not be parsed.'],
      [{frame: {type: 'none', color: '#123'}}, 'Windows with no frame cannot have a color.'],
      [{frame: {inactiveColor: '#123'}}, 'frame.inactiveColor must be used with frame.color.'],
      [{innerBounds: {width: 300}, outerBounds: {width: 300}}, 'The width property cannot be specified for both inner and outer bounds.'],
      [{innerBounds: {top: 3}, outerBounds: {top: 3}}, 'The top property cannot be specified for both inner and outer bounds.'],
      [{id: 'x'.repeat(257)}, 'The window id can not be more than 256 characters long.'],
      [{alwaysOnTop: true}, 'The "app.window.alwaysOnTop" permission is required.'],
      [{alphaEnabled: true}, 'The alphaEnabled option requires app.window.alpha permission.'],
      [{ime: true}, 'The "ime" option is not supported for platform app.'],
      [{showInShelf: true}, 'The "showInShelf" option requires the "id" option to be set.'],
    ]) {
      assertEq([1, undefined, error], await outcomeOf('empty.html', given), JSON.stringify(given));
      const rejection = await create('empty.html', given).catch(e => e);
      assertTrue(rejection instanceof Error);
      assertEq(error, rejection.message);
    }
    assertEq(null, chrome.app.window.get('x'));
    const w = await create('empty.html', {frame: {color: '#112233'}, id: null, hidden: undefined});
    assertEq([true, 1122867, 1122867], [w.hasFrameColor, w.activeFrameColor, w.inactiveFrameColor]);
    succeed();
  },
]);
