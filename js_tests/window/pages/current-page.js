var mine = chrome.app.window.current();
var seen = {
  keys: Object.keys(chrome.app.window),
  same: mine === chrome.app.window.get('x') && mine.contentWindow === window,
  instance: mine instanceof Object,
  frame: [parent === window, top === window, self === window, name, frameElement, length, closed],
};
var members = [];
for (const key in mine) members.push(key);
opener.loaded(window);
