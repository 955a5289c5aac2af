// An echo server: every byte a client sends comes back to it.
//
// Settings, taken from globals that another script may set before this one or right after it:
//   HOST  the IP address to listen on, '127.0.0.1' if not set
//   PORT  the port, 7007 if not set; 0 takes a free one
//
// A connection is paused while its bytes are on their way back. A client that never reads therefore costs no more memory
// than the read that is on its way back and what was under way when the pause came.
//
// The pause also serves clients that shut down only their sending side and go on reading. The API has no half-close:
// a socket that reads the end of the stream is disconnected both ways. A paused socket does not read, so what is on its
// way back gets there first. Chrome, though, lets the read that is under way finish: where the end of the stream is right
// behind the last bytes, it is what that read finds, and those bytes do not come back.
(function () {
  'use strict';

  const settings = {
    get host() { return typeof HOST === 'string' ? HOST : '127.0.0.1'; },
    get port() { return typeof PORT === 'number' ? PORT : 7007; },
  };

  const READ_SIZE = 64 * 1024;
  const RETRY_MS = 1000;
  const STAY_AWAKE_MS = 5000;

  const tcp = chrome.sockets.tcp;
  const tcpServer = chrome.sockets.tcpServer;

  let serverId;
  const connections = new Map(); // socket id -> {sending: number of sends under way}

  // ---- connections ----

  function open(socketId) {
    connections.set(socketId, { sending: 0 });
    tcp.update(socketId, { bufferSize: READ_SIZE });
    tcp.setPaused(socketId, false);
  }

  function close(socketId) {
    if (connections.delete(socketId)) tcp.close(socketId);
  }

  function echo(socketId, data) {
    const connection = connections.get(socketId);
    if (!connection) return;
    if (connection.sending === 0) tcp.setPaused(socketId, true);
    connection.sending++;
    tcp.send(socketId, data, () => {
      if (chrome.runtime.lastError) {
        close(socketId);
        return;
      }
      connection.sending--;
      if (connection.sending === 0 && connections.has(socketId)) tcp.setPaused(socketId, false);
    });
  }

  tcp.onReceive.addListener((info) => echo(info.socketId, info.data));
  tcp.onReceiveError.addListener((info) => close(info.socketId));

  // ---- the listening socket ----

  let boundPort = 0; // known once the socket has listened

  function listen() {
    const host = settings.host;
    const port = boundPort || settings.port;
    tcpServer.listen(serverId, host, port, () => {
      if (chrome.runtime.lastError) {
        console.error(`echo: cannot listen on ${host}:${port}: ${chrome.runtime.lastError.message}`);
        if (boundPort) {
          setTimeout(listen, RETRY_MS);
        } else {
          tcpServer.close(serverId);
          clearInterval(ticker);
        }
        return;
      }
      tcpServer.getInfo(serverId, (info) => {
        boundPort = info.localPort;
        console.log(`echo: listening on ${info.localAddress}:${info.localPort}`);
      });
    });
  }

  tcpServer.onAccept.addListener((info) => {
    if (info.socketId === serverId) open(info.clientSocketId);
  });

  // An accept error leaves the socket paused, and in Chrome setPaused(false) alone does not make it accept again:
  // listening anew does.
  tcpServer.onAcceptError.addListener((info) => {
    if (info.socketId !== serverId) return;
    console.error(`echo: cannot accept connections (error ${info.resultCode}); listening again soon`);
    setTimeout(() => {
      tcpServer.disconnect(serverId);
      tcpServer.setPaused(serverId, false);
      listen();
    }, RETRY_MS);
  });

  tcpServer.create({ name: 'echo' }, (server) => {
    serverId = server.socketId;
    listen();
  });

  // Chrome suspends a background page, and closes its sockets, after ten seconds without an event or an API call.
  const ticker = setInterval(() => tcpServer.getSockets(() => {}), STAY_AWAKE_MS);
})();
