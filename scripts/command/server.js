// A server of text lines: new LineServer(answer), where answer(line) gives the line to send back.
// onchange, if it is set, is told how many clients are connected.

function LineServer(answer) {
  this.answer = answer;
  this.socketId = null;
  this.clients = new Map(); // what has come of the next line, by the id of the connection
  this.onchange = null;
  this.listeners = [
    [chrome.sockets.tcpServer.onAccept, this.accept.bind(this)],
    [chrome.sockets.tcp.onReceive, this.receive.bind(this)],
    [chrome.sockets.tcp.onReceiveError, this.leave.bind(this)]
  ];
}

LineServer.prototype.listen = function (address, port, callback) {
  chrome.sockets.tcpServer.create({}, ({socketId}) => {
    this.socketId = socketId;
    chrome.sockets.tcpServer.listen(socketId, address, port, result => {
      if (result < 0) {
        const error = new Error(chrome.runtime.lastError.message);
        chrome.sockets.tcpServer.close(socketId);
        return callback(error);
      }
      for (const [event, listener] of this.listeners) event.addListener(listener);
      chrome.sockets.tcpServer.getInfo(socketId, ({localPort}) => callback(null, localPort));
    });
  });
};

LineServer.prototype.close = function (callback) {
  for (const [event, listener] of this.listeners) event.removeListener(listener);
  for (const id of this.clients.keys()) chrome.sockets.tcp.close(id);
  this.clients.clear();
  this.changed();
  chrome.sockets.tcpServer.close(this.socketId, callback);
};

LineServer.prototype.changed = function () {
  if (this.onchange) this.onchange(this.clients.size);
};

LineServer.prototype.accept = function ({socketId, clientSocketId}) {
  if (socketId !== this.socketId) return;
  this.clients.set(clientSocketId, '');
  this.changed();
  chrome.sockets.tcp.setPaused(clientSocketId, false);
};

LineServer.prototype.leave = function ({socketId}) {
  if (!this.clients.delete(socketId)) return;
  chrome.sockets.tcp.close(socketId);
  this.changed();
};

LineServer.prototype.receive = function ({socketId, data}) {
  if (!this.clients.has(socketId)) return;
  const lines = (this.clients.get(socketId) + new TextDecoder().decode(data)).split('\n');
  this.clients.set(socketId, lines.pop());
  for (const line of lines) {
    const answer = new TextEncoder().encode(this.answer(line.trim()) + '\n');
    chrome.sockets.tcp.send(socketId, answer.buffer, () => void chrome.runtime.lastError);
  }
};
