// A port forwarder: every connection to it is joined to a new connection to the target, byte for byte both ways.
//
// Settings, taken from globals that another script may set before this one or right after it:
//   HOST         the IP address to listen on, '127.0.0.1' if not set
//   PORT         the port, 9090 if not set; 0 takes a free one
//   TARGET_HOST  the host to forward to, a name or an address, '127.0.0.1' if not set
//   TARGET_PORT  its port, 8080 if not set
//
// Back-pressure: as soon as more than HIGH_WATER bytes wait to be taken by one side, reading from the other side pauses,
// until no more than LOW_WATER are left. Both directions do so on their own.
//
// The end of a stream: all that a side sent before it ended is delivered to the other side, which is closed then.
//
// What cannot be done: the API has no half-close. A socket that reads the end of the stream is disconnected both ways, so
// a client that shuts down only its sending side and waits for the answer does not get it, and the target sees the whole
// connection closed rather than half of it. Only a paused socket has not seen the end and can still send. That does
// not help here, because nobody knows, without reading, whether a silent client has ended or only thinks. It does help
// the side that is left: while much still waits for it, it stays paused, lest its own end cut that off.
(function () {
  'use strict';

  const settings = {
    get host() { return typeof HOST === 'string' ? HOST : '127.0.0.1'; },
    get port() { return typeof PORT === 'number' ? PORT : 9090; },
    get targetHost() { return typeof TARGET_HOST === 'string' ? TARGET_HOST : '127.0.0.1'; },
    get targetPort() { return typeof TARGET_PORT === 'number' ? TARGET_PORT : 8080; },
  };

  const READ_SIZE = 64 * 1024;
  const HIGH_WATER = 256 * 1024;
  const LOW_WATER = 64 * 1024;
  const DRAIN_MS = 100;
  const STALL_TICKS = 12; // a minute
  const RETRY_MS = 1000;
  const TICK_MS = 5000;

  const tcp = chrome.sockets.tcp;
  const tcpServer = chrome.sockets.tcpServer;

  let serverId;
  const sides = new Map(); // socket id -> Side

  // One of the two sockets of a forwarded connection.
  class Side {
    constructor(socketId) {
      this.socketId = socketId;
      this.other = null;
      this.pending = 0; // bytes given to send that the socket has not taken yet
      this.paused = true; // as accepted; the target is made so
      this.last = false; // the other side has ended
      this.closing = 0; // the timer that closes it
      this.stalled = 0; // ticks without progress, counted once this side is the last
      sides.set(socketId, this);
    }

    setPaused(paused) {
      if (this.paused === paused) return;
      this.paused = paused;
      tcp.setPaused(this.socketId, paused);
    }

    close() {
      if (sides.delete(this.socketId)) tcp.close(this.socketId);
    }
  }

  // ---- connections ----

  function open(clientId) {
    tcp.update(clientId, { bufferSize: READ_SIZE });
    tcp.create({ name: 'forward', bufferSize: READ_SIZE }, (created) => {
      const targetId = created.socketId;
      // Paused until both are there: what the client sends meanwhile waits in its connection.
      tcp.setPaused(targetId, true);
      const { targetHost, targetPort } = settings;
      tcp.connect(targetId, targetHost, targetPort, () => {
        if (chrome.runtime.lastError) {
          console.error(`forward: cannot connect to ${targetHost}:${targetPort}: ${chrome.runtime.lastError.message}`);
          tcp.close(targetId);
          tcp.close(clientId);
          return;
        }
        join(new Side(clientId), new Side(targetId));
      });
    });
  }

  function join(client, target) {
    client.other = target;
    target.other = client;
    client.setPaused(false);
    target.setPaused(false);
  }

  function forward(from, data) {
    const to = from.other;
    if (from.last) { // there is nobody left to hear it
      if (from.closing) closeWhenSilent(from);
      return;
    }
    const size = data.byteLength;
    to.pending += size;
    if (to.pending > HIGH_WATER) from.setPaused(true);
    tcp.send(to.socketId, data, () => {
      if (chrome.runtime.lastError) {
        end(to);
        return;
      }
      if (!sides.has(to.socketId)) return;
      to.pending -= size;
      to.stalled = 0;
      if (!to.last) {
        if (to.pending <= LOW_WATER) from.setPaused(false);
      } else if (to.pending === 0) {
        finish(to);
      }
    });
  }

  // A side has ended, or broken: Chrome reports both alike.
  function end(side) {
    if (!sides.has(side.socketId)) return;
    side.close();
    const other = side.other;
    if (side.last) return;
    other.last = true;
    if (other.pending > LOW_WATER) other.setPaused(true);
    if (other.pending === 0) finish(other);
  }

  // Closes the side that is left. Closing a connection that holds unread bytes resets it, and a reset destroys what the
  // peer has not got yet: so what a paused side has sent is read, and dropped, before, until no more comes for a while.
  function finish(side) {
    if (!side.paused) {
      side.close();
      return;
    }
    side.setPaused(false);
    closeWhenSilent(side);
  }

  function closeWhenSilent(side) {
    clearTimeout(side.closing);
    side.closing = setTimeout(() => side.close(), DRAIN_MS);
  }

  tcp.onReceive.addListener((info) => {
    const side = sides.get(info.socketId);
    if (side) forward(side, info.data);
  });

  tcp.onReceiveError.addListener((info) => {
    const side = sides.get(info.socketId);
    if (side) end(side);
  });

  // ---- the listening socket ----

  let boundPort = 0; // known once the socket has listened

  function listen() {
    const host = settings.host;
    const port = boundPort || settings.port;
    tcpServer.listen(serverId, host, port, () => {
      if (chrome.runtime.lastError) {
        console.error(`forward: cannot listen on ${host}:${port}: ${chrome.runtime.lastError.message}`);
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
        console.log(`forward: listening on ${info.localAddress}:${info.localPort}, target ${settings.targetHost}:${settings.targetPort}`);
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
    console.error(`forward: cannot accept connections (error ${info.resultCode}); listening again soon`);
    setTimeout(() => {
      tcpServer.disconnect(serverId);
      tcpServer.setPaused(serverId, false);
      listen();
    }, RETRY_MS);
  });

  tcpServer.create({ name: 'forward' }, (server) => {
    serverId = server.socketId;
    listen();
  });

  const ticker = setInterval(() => {
    // Chrome suspends a background page, and closes its sockets, after ten seconds without an event or an API call.
    tcpServer.getSockets(() => {});
    for (const side of sides.values()) {
      if (!side.last) continue;
      side.stalled++;
      if (side.stalled > STALL_TICKS) side.close();
    }
  }, TICK_MS);
})();
