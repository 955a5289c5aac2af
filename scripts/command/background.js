// The window is a remote control: it finds startServer and the others here through chrome.runtime.getBackgroundPage.
var server = null;
var commands = {
  echo: function (text) { return text; },
  upper: function (text) { return text.toUpperCase(); },
  commands: function () { return Object.keys(commands).sort().join(' '); }
};

function startServer(address, port, callback) {
  if (server) return callback(new Error('the server runs already'));
  server = new LineServer(function (line) {
    var name = line.split(' ', 1)[0];
    if (!commands.hasOwnProperty(name)) return 'unknown command: ' + name;
    try {
      return String(commands[name](line.slice(name.length + 1)));
    } catch (e) {
      return 'failed: ' + e.message;
    }
  });
  server.listen(address, port, function (error, port) {
    if (error) server = null;
    callback(error, port);
  });
}

function stopServer(callback) {
  if (!server) return callback();
  server.close(callback);
  server = null;
}

chrome.app.runtime.onLaunched.addListener(function () {
  chrome.app.window.create('window.html', {id: 'control', innerBounds: {width: 400, height: 300}}, function (appWindow) {
    appWindow.onClosed.addListener(function () {
      stopServer(function () { console.log('command: closed with its window'); });
    });
  });
});
