// A SOCKS5 proxy (RFC 1928) for this computer: CONNECT to a name, an IPv4 or an IPv6 address, without authentication.
//
// Settings, taken from globals that another script may set before this one or right after it:
//   HOST  the IP address to listen on, '127.0.0.1' if not set
//   PORT  the port, 1080 if not set; 0 takes a free one
//
// Names are looked up here, not by the client: curl --socks5-hostname 127.0.0.1:1080 http://localhost/
//
// What a side sends while the other takes nothing is limited: reading from it pauses at HIGH_WATER bytes and goes on at
// LOW_WATER. When a side ends its stream, what it sent is delivered before the other side is closed. The API has no
// half-close: a socket that has read the end of the stream is disconnected both ways.
(function () {
  'use strict';

  const settings = {
    get host() { return typeof HOST === 'string' ? HOST : '127.0.0.1'; },
    get port() { return typeof PORT === 'number' ? PORT : 1080; },
  };

  const READ_SIZE = 64 * 1024;
  const HIGH_WATER = 256 * 1024;
  const LOW_WATER = 64 * 1024;
  const TICK_MS = 5000;
  const GREETING_TICKS = 6; // half a minute for the client to say what it wants

  const VERSION = 5;
  const NO_AUTHENTICATION = 0;
  const NO_ACCEPTABLE_METHOD = 0xFF;
  const CONNECT = 1;
  const ADDRESS_IPV4 = 1;
  const ADDRESS_NAME = 3;
  const ADDRESS_IPV6 = 4;

  // The reply codes of RFC 1928, section 6.
  const SUCCEEDED = 0;
  const GENERAL_FAILURE = 1;
  const NOT_ALLOWED = 2;
  const HOST_UNREACHABLE = 4;
  const REFUSED = 5;
  const TIMED_OUT = 6;
  const COMMAND_NOT_SUPPORTED = 7;
  const ADDRESS_NOT_SUPPORTED = 8;

  // Chrome's net error codes, as far as a reply tells them apart.
  const REPLIES = {
    '-10': NOT_ALLOWED, '-102': REFUSED, '-105': HOST_UNREACHABLE, '-106': HOST_UNREACHABLE, '-109': HOST_UNREACHABLE,
    '-7': TIMED_OUT, '-118': TIMED_OUT,
  };

  const tcp = chrome.sockets.tcp;
  const tcpServer = chrome.sockets.tcpServer;

  let serverId;
  const clients = new Map(); // socket id -> Client, until it is joined to its target
  const sides = new Map(); // socket id -> Side

  // ---- what a client asks for ----

  class Client {
    constructor(socketId) {
      this.socketId = socketId;
      this.received = new Uint8Array(0);
      this.ticks = 0;
      this.step = this.readMethods;
      clients.set(socketId, this);
      tcp.update(socketId, { bufferSize: READ_SIZE });
      tcp.setPaused(socketId, false);
    }

    receive(data) {
      const bytes = new Uint8Array(this.received.length + data.byteLength);
      bytes.set(this.received);
      bytes.set(new Uint8Array(data), this.received.length);
      this.received = bytes;
      while (this.step && this.step()); // each step reports whether it had all its bytes
    }

    // The first n bytes that were received, or null while there are fewer.
    peek(n) { return this.received.length < n ? null : this.received.subarray(0, n); }

    drop(n) { this.received = this.received.subarray(n); }

    readMethods() {
      const head = this.peek(2);
      if (!head) return false;
      if (head[0] !== VERSION) { // not SOCKS5: nothing that could be answered
        this.close();
        return false;
      }
      const methods = this.peek(2 + head[1]);
      if (!methods) return false;
      this.drop(methods.length);
      if (!methods.subarray(2).includes(NO_AUTHENTICATION)) {
        this.finish([VERSION, NO_ACCEPTABLE_METHOD]);
        return false;
      }
      this.send([VERSION, NO_AUTHENTICATION]);
      this.step = this.readRequest;
      return true;
    }

    readRequest() {
      const head = this.peek(5);
      if (!head) return false;
      const sizes = { [ADDRESS_IPV4]: 4, [ADDRESS_NAME]: 1 + head[4], [ADDRESS_IPV6]: 16 };
      const size = sizes[head[3]];
      if (head[0] !== VERSION || size === undefined) {
        this.refuse(head[0] === VERSION ? ADDRESS_NOT_SUPPORTED : GENERAL_FAILURE);
        return false;
      }
      const request = this.peek(4 + size + 2);
      if (!request) return false;
      this.drop(request.length);
      this.step = null;
      if (request[1] !== CONNECT) {
        this.refuse(COMMAND_NOT_SUPPORTED);
        return false;
      }
      const port = request[4 + size] * 256 + request[5 + size];
      this.connect(hostOf(head[3], request.subarray(4, 4 + size)), port);
      return false;
    }

    connect(host, port) {
      // Paused until both sides are there: what the client sends early waits in its connection.
      tcp.setPaused(this.socketId, true);
      tcp.create({ name: 'socks5', bufferSize: READ_SIZE }, ({ socketId: targetId }) => {
        tcp.setPaused(targetId, true);
        tcp.connect(targetId, host, port, (result) => {
          const error = chrome.runtime.lastError;
          if (error || !clients.has(this.socketId)) { // refused, or the client has gone
            tcp.close(targetId);
            if (error) this.refuse(REPLIES[result] || GENERAL_FAILURE);
            return;
          }
          tcp.getInfo(targetId, (info) => {
            if (!clients.delete(this.socketId)) {
              tcp.close(targetId);
              return;
            }
            this.send(replyOf(SUCCEEDED, info.localAddress, info.localPort));
            join(new Side(this.socketId), new Side(targetId), this.received);
          });
        });
      });
    }

    send(bytes) {
      tcp.send(this.socketId, new Uint8Array(bytes).buffer, () => void chrome.runtime.lastError);
    }

    refuse(code) { this.finish(replyOf(code, '0.0.0.0', 0)); }

    finish(bytes) {
      this.step = null;
      tcp.send(this.socketId, new Uint8Array(bytes).buffer, () => {
        void chrome.runtime.lastError;
        this.close();
      });
    }

    close() {
      this.step = null;
      if (clients.delete(this.socketId)) tcp.close(this.socketId);
    }
  }

  function hostOf(type, bytes) {
    if (type === ADDRESS_IPV4) return bytes.join('.');
    if (type === ADDRESS_NAME) return String.fromCharCode(...bytes.subarray(1));
    const groups = [];
    for (let i = 0; i < 16; i += 2) groups.push((bytes[i] * 256 + bytes[i + 1]).toString(16));
    return groups.join(':');
  }

  // A reply with the address that the proxy reaches the target from.
  function replyOf(code, address, port) {
    const v6 = address.includes(':');
    const bytes = v6 ? ipv6Bytes(address) : address.split('.').map(Number);
    return [VERSION, code, 0, v6 ? ADDRESS_IPV6 : ADDRESS_IPV4, ...bytes, port >> 8, port & 0xFF];
  }

  // The 16 bytes of an address as getInfo writes it: groups of hexadecimal digits, "::" for the longest run of zeros.
  function ipv6Bytes(text) {
    const [head, tail] = text.split('::').map((part) => (part ? part.split(':') : []));
    const groups = tail === undefined ? head : [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail];
    return groups.map((group) => parseInt(group, 16)).flatMap((value) => [value >> 8, value & 0xFF]);
  }

  // ---- the two sides of a connection ----

  class Side {
    constructor(socketId) {
      this.socketId = socketId;
      this.other = null;
      this.pending = 0; // bytes given to send that the socket has not taken yet
      this.paused = true;
      this.last = false; // the other side has ended
      sides.set(socketId, this);
    }

    setPaused(paused) {
      if (this.paused === paused) return;
      this.paused = paused;
      tcp.setPaused(this.socketId, paused);
    }

    send(data) {
      const size = data.byteLength;
      this.pending += size;
      if (this.pending > HIGH_WATER) this.other.setPaused(true);
      tcp.send(this.socketId, data, () => {
        if (chrome.runtime.lastError) {
          end(this);
          return;
        }
        this.pending -= size;
        if (this.last) {
          if (this.pending === 0) this.close();
        } else if (this.pending <= LOW_WATER) {
          this.other.setPaused(false);
        }
      });
    }

    close() {
      if (sides.delete(this.socketId)) tcp.close(this.socketId);
    }
  }

  function join(client, target, early) {
    client.other = target;
    target.other = client;
    if (early.length > 0) target.send(early.slice().buffer);
    client.setPaused(false);
    target.setPaused(false);
  }

  // A side has ended, or broken: Chrome reports both alike.
  function end(side) {
    if (!sides.has(side.socketId)) return;
    side.close();
    const other = side.other;
    other.last = true;
    if (other.pending === 0) other.close();
  }

  tcp.onReceive.addListener(({ socketId, data }) => {
    const side = sides.get(socketId);
    if (side) {
      if (!side.last) side.other.send(data); // else there is nobody left to hear it
    } else if (clients.has(socketId)) {
      clients.get(socketId).receive(data);
    }
  });

  tcp.onReceiveError.addListener(({ socketId }) => {
    if (sides.has(socketId)) end(sides.get(socketId));
    else if (clients.has(socketId)) clients.get(socketId).close();
  });

  // ---- the listening socket ----

  function listen() {
    const { host, port } = settings;
    tcpServer.listen(serverId, host, port, () => {
      if (chrome.runtime.lastError) {
        console.error(`socks5: cannot listen on ${host}:${port}: ${chrome.runtime.lastError.message}`);
        tcpServer.close(serverId);
        clearInterval(ticker);
        return;
      }
      tcpServer.getInfo(serverId, (info) => console.log(`socks5: listening on ${info.localAddress}:${info.localPort}`));
    });
  }

  tcpServer.onAccept.addListener((info) => {
    if (info.socketId === serverId) new Client(info.clientSocketId);
  });

  tcpServer.onAcceptError.addListener((info) => {
    if (info.socketId !== serverId) return;
    console.error(`socks5: cannot accept connections (error ${info.resultCode}); trying again soon`);
    setTimeout(() => tcpServer.setPaused(serverId, false), TICK_MS);
  });

  tcpServer.create({ name: 'socks5' }, (server) => {
    serverId = server.socketId;
    listen();
  });

  const ticker = setInterval(() => {
    // Chrome suspends a background page, and closes its sockets, after ten seconds without an event or an API call.
    tcpServer.getSockets(() => {});
    for (const client of clients.values()) {
      if (client.step && ++client.ticks > GREETING_TICKS) client.close();
    }
  }, TICK_MS);
})();
