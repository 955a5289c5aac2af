'use strict';

chrome.app.runtime.onLaunched.addListener(() => {
  chrome.app.window.create('window.html', {id: 'main', innerBounds: {width: 480, height: 360}});
});
