// A server in an event page: it counts visits over HTTP, and does nothing to stay awake. Chrome suspends the page ten
// seconds after its last event and call. Its listening socket is persistent and so outlives it; the next connection wakes
// the page: this script runs again from its first line, finds the socket with getSockets, and then gets the event. So the
// listeners are added at once, and all that is to be remembered is in chrome.storage.local.
//
// Settings, in chrome.storage.local:
//   port  the port, 8082 if not set; 0 takes a free one
//
// tcpsrv-host suspends the page if it is told to:
//
//   tcpsrv-host --event-page scripts/eventpage
(function () {
  'use strict';

  const NAME = 'eventpage';
  const ADDRESS = '127.0.0.1';
  const MAX_HEAD = 8 * 1024;
  const RETRY_MS = 1000;

  const tcp = chrome.sockets.tcp;
  const tcpServer = chrome.sockets.tcpServer;
  const encoder = new TextEncoder();
  const latin1 = new TextDecoder('latin1'); // makes one character of every byte

  // Connections whose request has not come whole: socket id -> what there is of it. They are not persistent. Whatever is
  // left of them when the page goes, goes with it.
  const requests = new Map();

  // ---- events ----

  tcpServer.onAccept.addListener((info) => {
    requests.set(info.clientSocketId, '');
    tcp.setPaused(info.clientSocketId, false);
  });

  // An accept error leaves the socket paused, and in Chrome setPaused(false) alone does not make it accept again:
  // listening anew does.
  tcpServer.onAcceptError.addListener((info) => {
    console.error(`${NAME}: cannot accept connections (error ${info.resultCode}); listening again soon`);
    setTimeout(() => {
      tcpServer.getInfo(info.socketId, (socket) => {
        if (chrome.runtime.lastError) return; // closed meanwhile
        tcpServer.disconnect(socket.socketId);
        tcpServer.setPaused(socket.socketId, false);
        listen(socket.socketId, socket.localPort);
      });
    }, RETRY_MS);
  });

  tcp.onReceive.addListener((info) => {
    if (!requests.has(info.socketId)) return; // it is being answered
    const request = requests.get(info.socketId) + latin1.decode(info.data);
    requests.set(info.socketId, request);
    if (request.includes('\r\n\r\n')) respond(info.socketId, request);
    else if (request.length > MAX_HEAD) answer(info.socketId, '431 Request Header Fields Too Large', 'Too long\n');
  });

  tcp.onReceiveError.addListener((info) => {
    requests.delete(info.socketId);
    // The socket of a connection that was closed here is gone.
    tcp.close(info.socketId, () => void chrome.runtime.lastError);
  });

  // ---- answers ----

  function respond(socketId, request) {
    const match = /^(GET|HEAD) (\S+) HTTP\/1\.[01]\r\n/.exec(request);
    if (!match) {
      answer(socketId, '400 Bad Request', 'GET or HEAD, please\n');
    } else if (match[2] !== '/') {
      answer(socketId, '404 Not Found', 'Nothing here\n');
    } else {
      requests.delete(socketId);
      count('visits', (counts) => {
        answer(socketId, '200 OK', `Visit ${counts.visits}. This page was started ${counts.starts} times.\n`, match[1] === 'HEAD');
      });
    }
  }

  function answer(socketId, status, text, headOnly = false) {
    requests.delete(socketId);
    tcp.setPaused(socketId, true); // lest the client's end of stream takes the answer with it
    const head = `HTTP/1.1 ${status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${text.length}\r\n` +
      `Date: ${new Date().toUTCString()}\r\nConnection: close\r\n\r\n`;
    tcp.send(socketId, encoder.encode(headOnly ? head : head + text), () => {
      if (chrome.runtime.lastError) console.warn(`${NAME}: a client left before its answer`);
      tcp.close(socketId, () => void chrome.runtime.lastError);
    });
  }

  // ---- counters ----

  // Adding one is a get and a set: one count after the other, or two visits at once would be one.
  let counting = Promise.resolve();

  function count(name, done) {
    counting = counting.then(() => new Promise((resolve) => {
      chrome.storage.local.get({ visits: 0, starts: 0 }, (counts) => {
        counts[name]++;
        chrome.storage.local.set(counts, () => {
          if (chrome.runtime.lastError) console.error(`${NAME}: cannot count: ${chrome.runtime.lastError.message}`);
          resolve();
          done(counts);
        });
      });
    }));
  }

  // ---- the listening socket ----

  // Calls back with the socket that an earlier life of this page left listening, if there is one.
  function findSocket(done) {
    tcpServer.getSockets((sockets) => done(sockets.find((socket) => socket.name === NAME && socket.localPort)));
  }

  let started = false; // in this life of the page; a launch and a start of the browser may come together

  function start() {
    if (started) return;
    started = true;
    findSocket((socket) => {
      if (socket) return;
      chrome.storage.local.get({ port: 8082 }, ({ port }) => {
        tcpServer.create({ name: NAME, persistent: true }, ({ socketId }) => listen(socketId, port));
      });
    });
  }

  function listen(socketId, port) {
    tcpServer.listen(socketId, ADDRESS, port, () => {
      if (chrome.runtime.lastError) {
        console.error(`${NAME}: cannot listen on ${ADDRESS}:${port}: ${chrome.runtime.lastError.message}`);
        tcpServer.close(socketId);
        started = false;
        return;
      }
      tcpServer.getInfo(socketId, (socket) => console.log(`${NAME}: listening on ${ADDRESS}:${socket.localPort}`));
    });
  }

  chrome.app.runtime.onLaunched.addListener(start);
  chrome.runtime.onStartup.addListener(start); // persistent sockets do not outlive the browser

  chrome.runtime.onSuspend.addListener(() => console.log(`${NAME}: going to sleep`));

  findSocket((socket) => {
    if (socket) console.log(`${NAME}: awake again, still listening on ${socket.localAddress}:${socket.localPort}`);
  });
  count('starts', () => {});
})();
