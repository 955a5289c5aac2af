// A chat room for line-based clients such as telnet or nc. The first line a client sends is its name; every line after
// that goes to all the others.
//
// Settings, taken from globals that another script may set before this one or right after it:
//   HOST  the IP address to listen on, '127.0.0.1' if not set
//   PORT  the port, 6667 if not set; 0 takes a free one
//
// Lines are UTF-8 and end with LF or CRLF. A line longer than MAX_LINE is cut, control characters are removed, so that
// nobody can write escape sequences on the others' terminals.
//
// The room goes at the pace of its fastest reader: a client is not heard again until at least one other took what it said.
// A reader that falls behind by more than MAX_PENDING bytes, or takes nothing for a while, is dropped.
(function () {
  'use strict';

  const settings = {
    get host() { return typeof HOST === 'string' ? HOST : '127.0.0.1'; },
    get port() { return typeof PORT === 'number' ? PORT : 6667; },
  };

  const MAX_CLIENTS = 5;
  const MAX_LINE = 500; // UTF-16 code units
  const MAX_NAME = 20;
  const MAX_PENDING = 1024 * 1024;
  const NAME_TIMEOUT_MS = 60 * 1000;
  const REFUSED_MS = 1000;
  const RETRY_MS = 1000;
  const STALL_TICKS = 3;
  const TICK_MS = 5000;

  const tcp = chrome.sockets.tcp;
  const tcpServer = chrome.sockets.tcpServer;
  const encoder = new TextEncoder();

  let serverId;
  const clients = new Map(); // socket id -> Client
  const refused = new Set(); // socket ids that were told the room is full and are about to be closed

  // Makes whole lines of the bytes of one connection.
  class LineReader {
    constructor() {
      this.decoder = new TextDecoder(); // keeps the first bytes of a character that the packet's end has split
      this.rest = '';
    }

    push(data) {
      const lines = (this.rest + this.decoder.decode(data, { stream: true })).split('\n');
      // Of a line without end only as much stays as will be used, and one more to see that it was too long.
      this.rest = lines.pop().slice(0, MAX_LINE + 1);
      return lines.map(clean);
    }
  }

  // Cuts a line and takes the control characters out, the CR of a CRLF among them.
  function clean(line) {
    return cut(line, MAX_LINE).replace(/[\u0000-\u001f\u007f-\u009f]/g, '');
  }

  // Shortens text to at most length code units, never between the two halves of a surrogate pair.
  function cut(text, length) {
    if (text.length <= length) return text;
    const last = text.charCodeAt(length - 1);
    return text.slice(0, last >= 0xd800 && last <= 0xdbff ? length - 1 : length);
  }

  // ---- the room ----

  class Client {
    constructor(socketId) {
      this.socketId = socketId;
      this.name = '';
      this.inbox = []; // what was received and not yet heard: a pause comes too late for what is under way
      this.lines = new LineReader();
      this.pending = 0; // bytes given to send that the socket has not taken yet
      this.stalled = 0; // ticks since it took some
      this.paused = true; // as accepted
      this.timer = setTimeout(() => this.drop('gave no name'), NAME_TIMEOUT_MS);
    }

    // Sends text, or drops the client if it has too much to read already. A drop writes to the others, and may so drop
    // more of them: it happens in a task of its own, when the writing at hand is done.
    write(text) {
      const data = encoder.encode(text);
      this.pending += data.byteLength;
      if (this.pending > MAX_PENDING) {
        setTimeout(() => this.drop('reads too slowly'), 0);
        return;
      }
      tcp.send(this.socketId, data, () => {
        if (chrome.runtime.lastError) {
          this.drop('connection lost');
        } else {
          this.pending -= data.byteLength;
          this.stalled = 0;
          pace();
        }
      });
    }

    setPaused(paused) {
      if (this.paused === paused) return;
      this.paused = paused;
      tcp.setPaused(this.socketId, paused);
    }

    tick() {
      if (this.pending === 0) return;
      this.stalled++;
      if (this.stalled > STALL_TICKS) this.drop('reads too slowly');
    }

    drop(reason) {
      if (!clients.delete(this.socketId)) return;
      clearTimeout(this.timer);
      tcp.close(this.socketId);
      if (this.name) tell(`* ${this.name} left${reason ? ` (${reason})` : ''}\r\n`);
      pace();
    }
  }

  // Writes to everybody who has a name, but not to one client.
  function tell(text, except) {
    for (const client of clients.values()) {
      if (client.name && client !== except) client.write(text);
    }
  }

  // Whether nobody is ready for what a client might say.
  function talksToNobody(client) {
    const listeners = Array.from(clients.values()).filter((other) => other.name && other !== client);
    return listeners.length > 0 && listeners.every((other) => other.pending > 0);
  }

  // Lets everybody speak who has something to say and somebody to listen, and pauses the others.
  function pace() {
    for (const client of clients.values()) {
      while (client.inbox.length > 0 && !talksToNobody(client)) hear(client, client.inbox.shift());
      client.setPaused(talksToNobody(client));
    }
  }

  function enter(client, line) {
    const name = line.trim();
    if (!name || name.length > MAX_NAME) {
      client.write(`A name has 1 to ${MAX_NAME} characters. Your name?\r\n`);
      return;
    }
    const others = Array.from(clients.values(), (other) => other.name).filter(Boolean);
    if (others.some((other) => other.toLowerCase() === name.toLowerCase())) {
      client.write(`${name} is here already. Your name?\r\n`);
      return;
    }
    clearTimeout(client.timer);
    client.name = name;
    client.write(`* Welcome, ${name}. Here: ${others.join(', ') || 'nobody else'}\r\n`);
    tell(`* ${name} joined\r\n`, client);
  }

  function hear(client, data) {
    // All that one packet says is told in one send.
    let said = '';
    for (const line of client.lines.push(data)) {
      if (!client.name) enter(client, line);
      else if (line) said += `<${client.name}> ${line}\r\n`;
    }
    if (said) tell(said, client);
  }

  // Tells a client that the room is full and closes it. Closing a connection that holds unread bytes resets it, and a
  // reset may destroy the line: so what the client says is read, and dropped, until it closes or REFUSED_MS are over.
  function refuse(socketId) {
    refused.add(socketId);
    tcp.send(socketId, encoder.encode(`* The room is full (${MAX_CLIENTS} of ${MAX_CLIENTS}). Try again later.\r\n`), () => {
      void chrome.runtime.lastError; // it is closed all the same
      setTimeout(() => dismiss(socketId), REFUSED_MS);
    });
    tcp.setPaused(socketId, false);
  }

  function dismiss(socketId) {
    if (refused.delete(socketId)) tcp.close(socketId);
  }

  function open(socketId) {
    if (clients.size >= MAX_CLIENTS) {
      refuse(socketId);
      return;
    }
    const client = new Client(socketId);
    clients.set(socketId, client);
    client.write('* Your name?\r\n');
    client.setPaused(false);
  }

  tcp.onReceive.addListener((info) => {
    const client = clients.get(info.socketId);
    if (!client) return;
    client.inbox.push(info.data);
    pace();
  });

  tcp.onReceiveError.addListener((info) => {
    const client = clients.get(info.socketId);
    if (client) {
      for (const data of client.inbox.splice(0)) hear(client, data);
      client.drop();
    } else {
      dismiss(info.socketId);
    }
  });

  // ---- the listening socket ----

  let boundPort = 0; // known once the socket has listened

  function listen() {
    const host = settings.host;
    const port = boundPort || settings.port;
    tcpServer.listen(serverId, host, port, () => {
      if (chrome.runtime.lastError) {
        console.error(`chat: cannot listen on ${host}:${port}: ${chrome.runtime.lastError.message}`);
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
        console.log(`chat: listening on ${info.localAddress}:${info.localPort}`);
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
    console.error(`chat: cannot accept connections (error ${info.resultCode}); listening again soon`);
    setTimeout(() => {
      tcpServer.disconnect(serverId);
      tcpServer.setPaused(serverId, false);
      listen();
    }, RETRY_MS);
  });

  tcpServer.create({ name: 'chat' }, (server) => {
    serverId = server.socketId;
    listen();
  });

  const ticker = setInterval(() => {
    // Chrome suspends a background page, and closes its sockets, after ten seconds without an event or an API call.
    tcpServer.getSockets(() => {});
    for (const client of clients.values()) client.tick();
  }, TICK_MS);
})();
