// The server is in the window: this page only opens it.
chrome.app.runtime.onLaunched.addListener(function () {
  chrome.app.window.create('window.html', {
    id: 'server',
    innerBounds: {width: 480, height: 360, minWidth: 320}
  });
});
