// An HTTP/1.1 server (RFC 9112) with four resources:
//
//   GET  /         a page that names the others
//   GET  /time     the time
//   POST /echo     the body of the request
//   GET  /bytes/N  N bytes; byte i is i modulo 256
//
// Settings, taken from globals that another script may set before this one or right after it:
//   HOST  the IP address to listen on, '127.0.0.1' if not set
//   PORT  the port, 8080 if not set; 0 takes a free one
//
// Connections are kept alive, requests may be pipelined and are answered in order. A connection is not read while an
// answer is on its way that its client does not take: a request waits in the network, not in memory.
//
// The API has no half-close: a socket that reads the end of the stream is disconnected both ways. A client that shuts
// down its sending side right behind its request gets what has been sent by the time that its end of stream is read;
// a longer answer holds that back by the pause.
(function () {
  'use strict';

  const settings = {
    get host() { return typeof HOST === 'string' ? HOST : '127.0.0.1'; },
    get port() { return typeof PORT === 'number' ? PORT : 8080; },
  };

  const MAX_HEAD = 8 * 1024;
  const MAX_CHUNK_LINE = 256;
  const MAX_BODY = 1024 * 1024;
  const MAX_KEPT_HEAD = 512;
  const MAX_KEPT_HEADS = 100;
  const HIGH_WATER = 64 * 1024; // from here on a connection is not read until all was taken
  const STREAM_WINDOW = 256 * 1024;
  const LINGER_MS = 1000;
  const IDLE_TICKS = 12; // a minute
  const RETRY_MS = 1000;
  const TICK_MS = 5000;

  const tcp = chrome.sockets.tcp;
  const tcpServer = chrome.sockets.tcpServer;

  const encoder = new TextEncoder();
  // Makes one character of every byte, so that an index into the text is an index into the bytes.
  const latin1 = new TextDecoder('latin1');

  const REASONS = {
    200: 'OK',
    400: 'Bad Request',
    404: 'Not Found',
    405: 'Method Not Allowed',
    413: 'Content Too Large',
    417: 'Expectation Failed',
    431: 'Request Header Fields Too Large',
    501: 'Not Implemented',
    505: 'HTTP Version Not Supported',
  };
  const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']);

  const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
  const TARGET = /^[!-~]+$/;
  const FIELD_VALUE = /^[\t -~\u0080-\uffff]*$/;
  const CHUNK_LINE = /^([0-9A-Fa-f]+)[\t ]*(;[\t -~\u0080-\uffff]*)?$/;
  const VERSION = /^HTTP\/\d\.\d$/;
  const EMPTY_LINES = /^(\r\n)+/; // a server should overlook them before a request (RFC 9112, 2.2)
  const BARE_LF = /(^|[^\r])\n/;

  const PLAIN = 'text/plain; charset=utf-8';
  const BINARY = 'application/octet-stream';
  const BODY_TOO_LARGE = `a body has at most ${MAX_BODY} bytes`;
  const EMPTY = new Uint8Array(0);
  const CONTINUE = encoder.encode('HTTP/1.1 100 Continue\r\n\r\n');
  const BLOCK = Uint8Array.from({ length: 64 * 1024 }, (_, i) => i % 256);

  // What is wrong with a request, as the status to answer it with. The connection ends with that answer, for where the
  // next request would start is not known.
  class RequestError extends Error {
    constructor(status, message) {
      super(message);
      this.status = status;
    }
  }

  // ---- reading requests ----

  // The head of a request: what the server wants to know of it. It never changes and may serve many requests.
  class Head {
    constructor(text) {
      const lines = text.replace(EMPTY_LINES, '').split('\r\n');
      const parts = lines.shift().split(' ');
      const [method, target, version] = parts;
      if (parts.length !== 3 || !TOKEN.test(method) || !TARGET.test(target)) {
        throw new RequestError(400, 'malformed request line');
      }
      if (!VERSION.test(version)) throw new RequestError(400, 'malformed HTTP version');
      if (!version.startsWith('HTTP/1.')) throw new RequestError(505, 'this is an HTTP/1.1 server');
      const modern = version !== 'HTTP/1.0';
      const fields = parseFields(lines);

      this.method = method;
      this.respond = responderFor(method, pathOf(target));
      if (modern && (!fields.has('host') || fields.get('host').includes(','))) {
        throw new RequestError(400, 'exactly one Host is needed');
      }
      const connection = (fields.get('connection') || '').toLowerCase().split(/[\t ]*,[\t ]*/);
      this.keepAlive = !connection.includes('close') && (modern || connection.includes('keep-alive'));

      this.chunked = false;
      this.length = 0; // of the body, unless it is chunked
      const coding = fields.get('transfer-encoding');
      const length = fields.get('content-length');
      if (coding !== undefined) {
        // A message that says its length twice is how requests are smuggled past proxies.
        if (!modern || length !== undefined) throw new RequestError(400, 'ambiguous body length');
        if (coding.toLowerCase() !== 'chunked') throw new RequestError(501, 'the only transfer coding is chunked');
        this.chunked = true;
      } else if (length !== undefined) {
        if (!/^\d+$/.test(length)) throw new RequestError(400, 'malformed Content-Length');
        this.length = Number(length);
        if (this.length > MAX_BODY) throw new RequestError(413, BODY_TOO_LARGE);
      }

      const expect = fields.get('expect');
      if (expect !== undefined && expect.toLowerCase() !== '100-continue') {
        throw new RequestError(417, 'the only expectation is 100-continue');
      }
      this.expectsContinue = expect !== undefined && modern && (this.chunked || this.length > 0);
    }
  }

  // The fields by their names in lower case; the values of a repeated one are joined as RFC 9110, 5.3 says.
  function parseFields(lines) {
    const fields = new Map();
    for (const line of lines) {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon).toLowerCase();
      const value = line.slice(colon + 1).trim();
      if (colon < 0 || !TOKEN.test(name) || !FIELD_VALUE.test(value)) {
        throw new RequestError(400, 'malformed header field');
      }
      fields.set(name, fields.has(name) ? `${fields.get(name)}, ${value}` : value);
    }
    return fields;
  }

  // The path of a request target, which may be a whole URL, without its query.
  function pathOf(target) {
    return target.replace(/^https?:\/\/[^/?]*/i, '').replace(/\?.*$/, '') || '/';
  }

  // Clients repeat themselves: the same head is parsed once.
  const heads = new Map();

  function headOf(text) {
    let head = heads.get(text);
    if (head) return head;
    head = new Head(text);
    if (text.length <= MAX_KEPT_HEAD) {
      if (heads.size >= MAX_KEPT_HEADS) heads.clear();
      heads.set(text, head);
    }
    return head;
  }

  // Takes requests out of the bytes of one connection, however those are cut into packets.
  class RequestReader {
    constructor() {
      this.step = this.readHead;
      this.head = null; // of the request that is being read, once that is known
      this.done = false;
      this.left = 0; // bytes still to come of the body, or of the current chunk
      this.size = 0; // bytes of the body so far
      this.room = EMPTY; // where they are, with room for more
      this.continued = false; // whether the client was told to go on with the body, or did
      this.trailerSize = 0;
      this.take(EMPTY);
    }

    // The body of the request that next returned.
    get body() {
      return this.room.subarray(0, this.size);
    }

    push(bytes) {
      this.take(this.position === this.bytes.length ? bytes : concat([this.bytes.subarray(this.position), bytes]));
    }

    take(bytes) {
      this.bytes = bytes;
      this.position = 0;
      this.text = null; // the same bytes as text, made when needed
    }

    // Returns the head of the next complete request, or null if more bytes are needed. Throws RequestError.
    next() {
      this.done = false;
      while (!this.done && this.position < this.bytes.length && this.step());
      if (this.position === this.bytes.length) this.take(EMPTY); // lets go of what was received
      return this.done ? this.head : null;
    }

    // Whether the client waits for a word before it sends the body; asked once for each request.
    expectsContinue() {
      const waits = this.step !== this.readHead && this.head.expectsContinue && !this.continued && this.size === 0;
      this.continued = true;
      return waits;
    }

    // The steps. Each returns false if it needs more bytes than there are.

    readHead() {
      this.decode();
      const end = this.text.indexOf('\r\n\r\n', this.position);
      const size = (end < 0 ? this.text.length : end) - this.position;
      if (size > MAX_HEAD) throw new RequestError(431, `a request head has at most ${MAX_HEAD} bytes`);
      if (end < 0) {
        // Such a head would never be complete.
        if (BARE_LF.test(this.text.slice(this.position))) throw new RequestError(400, 'lines end with CRLF');
        return false;
      }
      const text = this.text.slice(this.position, end);
      this.position = end + 4;
      if (size === 0) return true; // nothing but empty lines
      this.head = headOf(text);
      this.left = this.head.length;
      this.size = 0;
      this.continued = false;
      if (this.head.chunked) this.step = this.readChunkSize;
      else if (this.left > 0) this.step = this.readBody;
      else this.done = true;
      return true;
    }

    readBody() {
      this.takeBody();
      if (this.left > 0) return false;
      this.finish();
      return true;
    }

    readChunkSize() {
      const line = this.takeLine(MAX_CHUNK_LINE);
      if (line === null) return false;
      const match = CHUNK_LINE.exec(line);
      if (!match) throw new RequestError(400, 'malformed chunk size');
      this.left = parseInt(match[1], 16);
      if (this.size + this.left > MAX_BODY) throw new RequestError(413, BODY_TOO_LARGE);
      this.trailerSize = 0;
      this.step = this.left > 0 ? this.readChunk : this.readTrailer;
      return true;
    }

    readChunk() {
      this.takeBody();
      if (this.left > 0) return false;
      this.step = this.readChunkEnd;
      return true;
    }

    readChunkEnd() {
      if (this.bytes.length - this.position < 2) return false;
      this.decode();
      if (!this.text.startsWith('\r\n', this.position)) throw new RequestError(400, 'malformed chunk');
      this.position += 2;
      this.step = this.readChunkSize;
      return true;
    }

    readTrailer() {
      const line = this.takeLine(MAX_HEAD);
      if (line === null) return false;
      this.trailerSize += line.length;
      if (this.trailerSize > MAX_HEAD) throw new RequestError(431, `a trailer has at most ${MAX_HEAD} bytes`);
      if (line === '') this.finish();
      return true;
    }

    finish() {
      this.done = true;
      this.step = this.readHead;
    }

    // Copies rather than keeps what was received: a body may come in a million packets of one byte.
    takeBody() {
      const part = this.bytes.subarray(this.position, this.position + this.left);
      const size = this.size + part.length;
      if (size > this.room.length) {
        const room = new Uint8Array(Math.max(size, 2 * this.size));
        room.set(this.body);
        this.room = room;
      }
      this.room.set(part, this.size);
      this.size = size;
      this.left -= part.length;
      this.position += part.length;
    }

    takeLine(limit) {
      this.decode();
      const end = this.text.indexOf('\r\n', this.position);
      const size = (end < 0 ? this.text.length : end) - this.position;
      if (size > limit) throw new RequestError(400, 'over-long line in a chunked body');
      if (end < 0) return null;
      const line = this.text.slice(this.position, end);
      this.position = end + 2;
      return line;
    }

    decode() {
      if (this.text === null) this.text = latin1.decode(this.bytes);
    }
  }

  function concat(parts) {
    if (parts.length === 1) return parts[0];
    const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
    let position = 0;
    for (const part of parts) {
      whole.set(part, position);
      position += part.length;
    }
    return whole;
  }

  // ---- resources ----

  const INDEX = `<!DOCTYPE html>
<title>http.js</title>
<ul>
<li><a href="/time">/time</a>
<li>POST /echo
<li><a href="/bytes/1000">/bytes/1000</a>
</ul>
`;

  // A responder answers a request on its connection.
  const text = (status, type, content, fields) => (connection, head) => {
    connection.answer(head, status, type, content(), fields);
  };

  const RESOURCES = new Map([
    ['/', { GET: text(200, 'text/html; charset=utf-8', () => INDEX) }],
    ['/time', { GET: text(200, PLAIN, () => `${new Date().toISOString()}\n`) }],
    ['/echo', { POST: (connection, head) => connection.answerBytes(head, BINARY, connection.reader.body) }],
  ]);

  function resourceAt(path) {
    const bytes = /^\/bytes\/(\d{1,15})$/.exec(path);
    if (!bytes) return RESOURCES.get(path);
    return { GET: (connection, head) => connection.answerStream(head, BINARY, Number(bytes[1])) };
  }

  function responderFor(method, path) {
    if (!METHODS.has(method)) return text(501, PLAIN, () => 'Unknown method\n');
    const resource = resourceAt(path);
    if (!resource) return text(404, PLAIN, () => 'Nothing here\n');
    const responder = resource[method === 'HEAD' ? 'GET' : method];
    if (responder) return responder;
    const allow = resource.GET ? 'GET, HEAD' : Object.keys(resource).join(', ');
    return text(405, PLAIN, () => `Allowed: ${allow}\n`, `Allow: ${allow}\r\n`);
  }

  let date = '';
  let dateSecond = 0;

  function httpDate() {
    const second = Math.floor(Date.now() / 1000);
    if (second !== dateSecond) {
      dateSecond = second;
      date = new Date(second * 1000).toUTCString();
    }
    return date;
  }

  // ---- connections ----

  let serverId;
  const connections = new Map(); // socket id -> Connection

  class Connection {
    constructor(socketId) {
      this.socketId = socketId;
      this.reader = new RequestReader();
      this.queue = []; // bytes of answers that go with the next send
      this.queued = 0; // their number
      this.pending = 0; // bytes given to send that the socket has not taken yet
      this.stream = 0; // bytes still to be made of the answer under way
      this.paused = true; // as accepted
      this.ending = false; // the last answer is made
      this.lingering = false; // its client may still be sending
      this.idle = 0; // ticks since something happened
      this.onSent = (result) => this.sent(result);
    }

    receive(data) {
      this.idle = 0;
      if (this.ending) return;
      this.reader.push(new Uint8Array(data));
      this.advance();
    }

    // Answers the requests that are there, as long as the client takes the answers. Otherwise it pauses, and goes on when
    // all was taken.
    advance() {
      let more = true;
      while (more && !this.ending && this.stream === 0 && this.queued + this.pending < HIGH_WATER) {
        const head = this.nextHead();
        if (head) head.respond(this, head);
        else more = false;
      }
      this.flush();
      const behind = this.stream > 0 || this.pending >= HIGH_WATER || (this.paused && this.pending > 0);
      this.setPaused(behind || (more && !this.ending));
    }

    nextHead() {
      const reader = this.reader;
      try {
        const head = reader.next();
        if (!head && reader.expectsContinue()) this.put(CONTINUE);
        return head;
      } catch (error) {
        if (!(error instanceof RequestError)) throw error;
        this.lingering = true;
        this.answer(null, error.status, PLAIN, `${error.message}\n`);
        return null;
      }
    }

    // The answers. The texts are ASCII, so that their length is their size. A head of null stands for a request that
    // could not be read.

    answer(head, status, type, text, fields = '') {
      const top = this.top(head, status, type, text.length, fields);
      this.put(encoder.encode(head && head.method === 'HEAD' ? top : top + text));
    }

    answerBytes(head, type, bytes) {
      this.put(encoder.encode(this.top(head, 200, type, bytes.length, '')));
      this.put(bytes.slice());
    }

    answerStream(head, type, size) {
      this.put(encoder.encode(this.top(head, 200, type, size, '')));
      if (head.method === 'HEAD') return;
      if (size <= BLOCK.length) this.put(BLOCK.subarray(0, size));
      else this.stream = size;
    }

    // The head of an answer.
    top(head, status, type, size, fields) {
      this.ending = !head || !head.keepAlive;
      return `HTTP/1.1 ${status} ${REASONS[status]}\r\nDate: ${httpDate()}\r\nContent-Type: ${type}\r\n` +
        `Content-Length: ${size}\r\n${fields}Connection: ${this.ending ? 'close' : 'keep-alive'}\r\n\r\n`;
    }

    put(bytes) {
      this.queue.push(bytes);
      this.queued += bytes.length;
    }

    flush() {
      if (this.queued > 0) {
        const bytes = concat(this.queue);
        this.queue = [];
        this.queued = 0;
        this.send(bytes);
      }
      while (this.stream > 0 && this.pending < STREAM_WINDOW) {
        const block = this.stream < BLOCK.length ? BLOCK.subarray(0, this.stream) : BLOCK;
        this.stream -= block.length;
        this.send(block);
      }
    }

    send(bytes) {
      this.pending += bytes.length;
      tcp.send(this.socketId, bytes, this.onSent);
    }

    sent(result) {
      if (chrome.runtime.lastError) {
        this.close();
        return;
      }
      if (!connections.has(this.socketId)) return;
      this.idle = 0;
      this.pending -= result.bytesSent;
      if (this.stream > 0) {
        this.flush();
      } else if (this.pending === 0) {
        if (this.ending) this.end();
        else if (this.paused) this.advance();
      }
    }

    // Closing a connection that holds unread bytes resets it, and a reset may destroy an answer that the client has not
    // read yet. So what a client still sends after a request that could not be read is read for a while and dropped.
    end() {
      if (!this.lingering) {
        this.close();
        return;
      }
      this.setPaused(false);
      setTimeout(() => this.close(), LINGER_MS);
    }

    setPaused(paused) {
      if (this.paused === paused) return;
      this.paused = paused;
      tcp.setPaused(this.socketId, paused);
    }

    tick() {
      this.idle++;
      if (this.idle > IDLE_TICKS) this.close();
    }

    close() {
      if (connections.delete(this.socketId)) tcp.close(this.socketId);
    }
  }

  tcp.onReceive.addListener((info) => {
    const connection = connections.get(info.socketId);
    if (connection) connection.receive(info.data);
  });

  tcp.onReceiveError.addListener((info) => {
    const connection = connections.get(info.socketId);
    if (connection) connection.close();
  });

  // ---- the listening socket ----

  let boundPort = 0; // known once the socket has listened

  function listen() {
    const host = settings.host;
    const port = boundPort || settings.port;
    tcpServer.listen(serverId, host, port, () => {
      if (chrome.runtime.lastError) {
        console.error(`http: cannot listen on ${host}:${port}: ${chrome.runtime.lastError.message}`);
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
        console.log(`http: listening on ${info.localAddress}:${info.localPort}`);
      });
    });
  }

  tcpServer.onAccept.addListener((info) => {
    if (info.socketId !== serverId) return;
    const connection = new Connection(info.clientSocketId);
    connections.set(info.clientSocketId, connection);
    connection.setPaused(false);
  });

  // An accept error leaves the socket paused, and in Chrome setPaused(false) alone does not make it accept again:
  // listening anew does.
  tcpServer.onAcceptError.addListener((info) => {
    if (info.socketId !== serverId) return;
    console.error(`http: cannot accept connections (error ${info.resultCode}); listening again soon`);
    setTimeout(() => {
      tcpServer.disconnect(serverId);
      tcpServer.setPaused(serverId, false);
      listen();
    }, RETRY_MS);
  });

  tcpServer.create({ name: 'http' }, (server) => {
    serverId = server.socketId;
    listen();
  });

  const ticker = setInterval(() => {
    // Chrome suspends a background page, and closes its sockets, after ten seconds without an event or an API call.
    tcpServer.getSockets(() => {});
    for (const connection of connections.values()) connection.tick();
  }, TICK_MS);
})();
