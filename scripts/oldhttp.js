// A web server written against chrome.socket, the API of the first Chrome Apps, as programs of 2012 and 2013 are: the app
// asks for each connection, and for the bytes of each. It answers GET with a page about the request.
//
// Settings, taken from globals that another script may set before this one or right after it:
//   HOST  the IP address to listen on, '127.0.0.1' if not set
//   PORT  the port, 8080 if not set; 0 takes a free one
(function () {
  'use strict';

  var host = typeof HOST === 'string' ? HOST : '127.0.0.1';
  var port = typeof PORT === 'number' ? PORT : 8080;
  var socket = chrome.socket;
  var MAX_REQUEST = 16384;

  function stringToBuffer(string) {
    var view = new Uint8Array(string.length);
    for (var i = 0; i < string.length; i++) {
      view[i] = string.charCodeAt(i);
    }
    return view.buffer;
  }

  function bufferToString(buffer) {
    var string = '';
    var view = new Uint8Array(buffer);
    for (var i = 0; i < view.length; i++) {
      string += String.fromCharCode(view[i]);
    }
    return string;
  }

  function escapeHtml(text) {
    return text.replace(/[&<>"]/g, function (c) { return '&#' + c.charCodeAt(0) + ';'; });
  }

  function write(socketId, status, body, keepAlive, done) {
    var head = 'HTTP/1.1 ' + status + '\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: ' + body.length +
        '\r\nConnection: ' + (keepAlive ? 'keep-alive' : 'close') + '\r\n\r\n';
    socket.write(socketId, stringToBuffer(head + body), function (info) {
      if (info.bytesWritten < 0 || !keepAlive) {
        socket.destroy(socketId);
      } else {
        done();
      }
    });
  }

  // Reads until there is a whole request, answers it, and goes on with what came behind it.
  function serve(socketId, received) {
    var end = received.indexOf('\r\n\r\n');
    if (end < 0) {
      if (received.length > MAX_REQUEST) {
        write(socketId, '431 Request Header Fields Too Large', 'Too large\n', false);
        return;
      }
      socket.read(socketId, function (info) {
        if (info.resultCode <= 0) {
          socket.destroy(socketId);
        } else {
          serve(socketId, received + bufferToString(info.data));
        }
      });
      return;
    }
    var head = received.slice(0, end);
    var request = /^([A-Z]+) (\S+) HTTP\/1\.([01])/.exec(head);
    if (!request) {
      write(socketId, '400 Bad Request', 'Bad request\n', false);
      return;
    }
    var keepAlive = request[3] === '1' && !/^connection:.*close/im.test(head);
    if (request[1] !== 'GET') {
      write(socketId, '501 Not Implemented', 'Only GET\n', false);
      return;
    }
    write(socketId, '200 OK', '<!DOCTYPE html><title>oldhttp.js</title><p>You asked for ' + escapeHtml(request[2]) + '.\n', keepAlive, function () {
      serve(socketId, received.slice(end + 4));
    });
  }

  function accept(serverId) {
    socket.accept(serverId, function (info) {
      if (info.resultCode !== 0) {
        console.error('oldhttp: cannot accept (error ' + info.resultCode + ')');
        return;
      }
      serve(info.socketId, '');
      accept(serverId);
    });
  }

  socket.create('tcp', {}, function (created) {
    var serverId = created.socketId;
    socket.listen(serverId, host, port, 50, function (result) {
      if (result !== 0) {
        console.error('oldhttp: cannot listen on ' + host + ':' + port + ': error ' + result + ', ' + chrome.runtime.lastError.message);
        socket.destroy(serverId);
        return;
      }
      socket.getInfo(serverId, function (info) {
        console.log('oldhttp: listening on ' + info.localAddress + ':' + info.localPort);
      });
      accept(serverId);
    });
  });
})();
