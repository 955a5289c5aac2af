var ui = {};
['settings', 'address', 'port', 'start', 'stop', 'status', 'log'].forEach(function (id) { ui[id] = document.getElementById(id); });

var served = 0;
var server = new HttpServer(function (request) {
  var item = document.createElement('li');
  item.textContent = request.method + ' ' + request.path;
  ui.log.appendChild(item);
  if (request.path !== '/') return {status: '404 Not Found', body: 'there is no ' + request.path + '\n'};
  served++;
  return {status: '200 OK', body: 'Hello from a window, request ' + served + '\n'};
});

function show(text, state) {
  ui.status.textContent = text;
  ui.status.className = state || '';
  ui.start.disabled = ui.address.disabled = ui.port.disabled = state === 'running';
  ui.stop.disabled = state !== 'running';
}

ui.settings.addEventListener('submit', function (event) {
  event.preventDefault();
  var address = ui.address.value;
  server.listen(address, Number(ui.port.value), function (error, port) {
    if (error) {
      show('cannot listen: ' + error, 'failed');
      console.log('windowserver: cannot listen: ' + error);
      return;
    }
    show('serving http://' + address + ':' + port + '/', 'running');
    chrome.storage.local.set({address: address, port: ui.port.value});
    console.log('windowserver: listening on ' + address + ':' + port);
  });
});

ui.stop.onclick = function () {
  server.close(function () {
    show('stopped');
    console.log('windowserver: stopped');
  });
};

// The addresses of this computer, and the choice of the last time.
chrome.system.network.getNetworkInterfaces(function (interfaces) {
  interfaces.forEach(function (each) {
    if (each.address.indexOf(':') < 0) ui.address.add(new Option(each.address + ' (' + each.name + ')', each.address));
  });
  ui.address.add(new Option('all', '0.0.0.0'));
  chrome.storage.local.get({address: '127.0.0.1', port: ui.port.value}, function (last) {
    if (ui.port.value === ui.port.defaultValue && !ui.start.disabled) { // nobody has been quicker
      ui.address.value = last.address;
      if (ui.address.selectedIndex < 0) ui.address.selectedIndex = 0;
      ui.port.value = last.port;
    }
    document.body.classList.add('ready');
  });
});
