// An API event reaches every page: the background first, then the windows by age, each with an object of its own.
// file: pages/listening.html
// file: pages/listening-page.js

const {assertEq, assertTrue, assertFalse, succeed} = chrome.test;

let lines = [];
var log = line => { lines.push(line); };
var infos = [];

const open = name => new Promise(resolve => {
  window.loaded = resolve;
  chrome.app.window.create('listening.html', {id: name}, w => { w.contentWindow.name = name; });
});

chrome.test.runTests([
  async function order() {
    const [first, second] = [await open('first'), await open('second')];
    chrome.storage.onChanged.addListener(changes => {
      log('background hears ' + changes.key.newValue);
      infos.push(changes);
      Promise.resolve().then(() => log('job in background'));
    });
    await chrome.storage.local.set({key: 1});
    await new Promise(resolve => setTimeout(resolve, 50));
    assertEq(['background hears 1', 'job in background', 'first hears 1', 'job in first', 'second hears 1', 'job in second'], lines);
    assertTrue(infos[0] instanceof Object);
    assertTrue(infos[1] instanceof first.Object);
    assertFalse(infos[1] === infos[2]);
    lines = [];
    chrome.app.window.get('first').close();
    await new Promise(resolve => setTimeout(resolve, 100));
    await chrome.storage.local.set({key: 2});
    await new Promise(resolve => setTimeout(resolve, 50));
    assertEq(['background hears 2', 'job in background', 'second hears 2', 'job in second'], lines);
    succeed();
  },
]);
