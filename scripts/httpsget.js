// A client of HTTPS: it fetches one page and prints it.
//
// Settings, taken from globals that another script may set before this one:
//   HOST  the host, a name or an address, 'localhost' if not set
//   PORT  its port, 443 if not set
//   PATH  the path of the page, '/' if not set
//
//   echo 'var HOST = "example.com"' > host.js && tcpsrv-host host.js scripts/httpsget.js
(function () {
  'use strict';

  const host = typeof HOST === 'string' ? HOST : 'localhost';
  const port = typeof PORT === 'number' ? PORT : 443;
  const path = typeof PATH === 'string' ? PATH : '/';

  const { tcp } = chrome.sockets;
  const decoder = new TextDecoder();

  let socketId;
  let received = '';

  function fail(what) {
    console.error(`httpsget: cannot ${what} ${host}:${port}: ${chrome.runtime.lastError.message}`);
    tcp.close(socketId, () => void chrome.runtime.lastError); // after a failed handshake it is gone already
  }

  tcp.onReceive.addListener((info) => {
    if (info.socketId === socketId) received += decoder.decode(info.data, { stream: true });
  });

  // The server ends the stream: that is the end of the page.
  tcp.onReceiveError.addListener((info) => {
    if (info.socketId !== socketId) return;
    const end = received.indexOf('\r\n\r\n');
    console.log(received.slice(0, received.indexOf('\r\n')));
    if (end >= 0) console.log(received.slice(end + 4));
    tcp.close(socketId);
  });

  tcp.create({ bufferSize: 65536 }, (created) => {
    socketId = created.socketId;
    // What the server says before the handshake would be lost: secure() wants a socket that was paused from the start.
    tcp.setPaused(socketId, true);
    tcp.connect(socketId, host, port, () => {
      if (chrome.runtime.lastError) {
        fail('connect to');
        return;
      }
      tcp.secure(socketId, { tlsVersion: { min: 'tls1.2' } }, () => {
        if (chrome.runtime.lastError) {
          fail('trust');
          return;
        }
        tcp.setPaused(socketId, false);
        const request = `GET ${path} HTTP/1.0\r\nHost: ${host}:${port}\r\nConnection: close\r\n\r\n`;
        tcp.send(socketId, new TextEncoder().encode(request).buffer, () => void chrome.runtime.lastError);
      });
    });
  });
})();
