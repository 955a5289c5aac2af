// An HTTP server on chrome.sockets.tcpServer: new HttpServer(answer), where answer(request) gives {status, type, body}.
// Every connection serves one request.

function HttpServer(answer) {
  this.answer = answer;
  this.socketId = null;
  this.requests = {}; // the text that has come so far, by the id of the connection
  this.onAccept = this.accept.bind(this);
  this.onReceive = this.receive.bind(this);
  this.onReceiveError = this.forget.bind(this);
}

HttpServer.prototype.listen = function (address, port, callback) {
  var server = this;
  chrome.sockets.tcpServer.create({}, function (created) {
    server.socketId = created.socketId;
    chrome.sockets.tcpServer.listen(server.socketId, address, port, function (result) {
      if (result < 0) {
        var message = chrome.runtime.lastError.message;
        chrome.sockets.tcpServer.close(server.socketId);
        server.socketId = null;
        return callback(message);
      }
      chrome.sockets.tcpServer.onAccept.addListener(server.onAccept);
      chrome.sockets.tcp.onReceive.addListener(server.onReceive);
      chrome.sockets.tcp.onReceiveError.addListener(server.onReceiveError);
      chrome.sockets.tcpServer.getInfo(server.socketId, function (info) {
        callback(null, info.localPort);
      });
    });
  });
};

HttpServer.prototype.close = function (callback) {
  chrome.sockets.tcpServer.onAccept.removeListener(this.onAccept);
  chrome.sockets.tcp.onReceive.removeListener(this.onReceive);
  chrome.sockets.tcp.onReceiveError.removeListener(this.onReceiveError);
  Object.keys(this.requests).forEach(function (id) { chrome.sockets.tcp.close(Number(id)); });
  this.requests = {};
  chrome.sockets.tcpServer.close(this.socketId, callback);
  this.socketId = null;
};

HttpServer.prototype.accept = function (info) {
  if (info.socketId !== this.socketId) return;
  this.requests[info.clientSocketId] = '';
  chrome.sockets.tcp.setPaused(info.clientSocketId, false);
};

HttpServer.prototype.forget = function (info) {
  if (!(info.socketId in this.requests)) return;
  delete this.requests[info.socketId];
  chrome.sockets.tcp.close(info.socketId);
};

HttpServer.prototype.receive = function (info) {
  var id = info.socketId;
  if (!(id in this.requests)) return;
  this.requests[id] += new TextDecoder('latin1').decode(info.data);
  var end = this.requests[id].indexOf('\r\n\r\n');
  if (end < 0) return;
  var line = this.requests[id].slice(0, end).split('\r\n')[0].split(' ');
  var answer = line.length === 3 ? this.answer({method: line[0], path: line[1]}) : {status: '400 Bad Request', body: ''};
  var body = new TextEncoder().encode(answer.body);
  var head = new TextEncoder().encode('HTTP/1.1 ' + answer.status + '\r\nContent-Type: ' + (answer.type || 'text/plain; charset=utf-8') +
    '\r\nContent-Length: ' + body.length + '\r\nConnection: close\r\n\r\n');
  var all = new Uint8Array(head.length + body.length);
  all.set(head);
  all.set(body, head.length);
  delete this.requests[id];
  chrome.sockets.tcp.send(id, all.buffer, function () {
    if (chrome.runtime.lastError) console.log(chrome.runtime.lastError.message);
    chrome.sockets.tcp.close(id);
  });
};
