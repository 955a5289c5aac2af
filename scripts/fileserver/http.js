// HTTP/1.1 (RFC 9112) on a Connection: requests in, answers out, one after the other.
'use strict';

const MAX_HEAD = 16 * 1024;
const MAX_CHUNK_LINE = 256;

const REASONS = {
  101: 'Switching Protocols',
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  206: 'Partial Content',
  301: 'Moved Permanently',
  304: 'Not Modified',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  416: 'Range Not Satisfiable',
  417: 'Expectation Failed',
  426: 'Upgrade Required',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  505: 'HTTP Version Not Supported',
};

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const TARGET = /^[!-~]+$/;
const FIELD_VALUE = /^[\t -~\u0080-\uffff]*$/;
const CHUNK_LINE = /^([0-9A-Fa-f]{1,13})[\t ]*(;[\t -~\u0080-\uffff]*)?$/;
const PLAIN = 'text/plain; charset=utf-8';

const encoder = new TextEncoder();
// Makes one character of every byte.
const latin1 = new TextDecoder('latin1');
const CONTINUE = encoder.encode('HTTP/1.1 100 Continue\r\n\r\n');

// A request that is answered with an error status.
class HttpError extends Error {
  constructor(status, message, fields = {}) {
    super(message);
    this.status = status;
    this.fields = fields;
  }
}

// The head of a request. Its body is read by who answers it.
class HttpRequest {
  constructor(connection, requestLine, fields) {
    const parts = requestLine.split(' ');
    const [method, target, version] = parts;
    if (parts.length !== 3 || !TOKEN.test(method) || !TARGET.test(target) || !/^HTTP\/\d\.\d$/.test(version)) {
      throw new HttpError(400, 'malformed request line');
    }
    if (!version.startsWith('HTTP/1.')) throw new HttpError(505, 'this is an HTTP/1.1 server');
    const modern = version !== 'HTTP/1.0';
    if (modern && (!fields.has('host') || fields.get('host').includes(','))) {
      throw new HttpError(400, 'exactly one Host is needed');
    }
    this.method = method;
    this.path = target.replace(/^https?:\/\/[^/?]*/i, '').replace(/[?#].*$/, '') || '/';
    this.fields = fields;
    this.keepAlive = !this.lists('connection', 'close') && (modern || this.lists('connection', 'keep-alive'));
    this.body = new HttpBody(connection, fields, modern);
  }

  // Whether the field is a list that has the item.
  lists(field, item) {
    return (this.fields.get(field) || '').toLowerCase().split(/[\t ]*,[\t ]*/).includes(item);
  }

  static async read(connection) {
    let left = MAX_HEAD;
    const nextLine = async () => {
      const line = await readHttpLine(connection, left);
      if (line === null) throw new HttpError(431, `a request head has at most ${MAX_HEAD} bytes`);
      left -= line.length + 2;
      return line;
    };
    let requestLine;
    do requestLine = await nextLine(); while (requestLine === ''); // a server should overlook them (RFC 9112, 2.2)
    const fields = new Map();
    for (let line = await nextLine(); line !== ''; line = await nextLine()) {
      const colon = line.indexOf(':');
      const name = line.slice(0, colon).toLowerCase();
      const value = line.slice(colon + 1).trim();
      if (colon < 0 || !TOKEN.test(name) || !FIELD_VALUE.test(value)) throw new HttpError(400, 'malformed header field');
      // The values of a repeated field are joined as RFC 9110, 5.3 says.
      fields.set(name, fields.has(name) ? `${fields.get(name)}, ${value}` : value);
    }
    return new HttpRequest(connection, requestLine, fields);
  }
}

async function readHttpLine(connection, limit) {
  const bytes = await connection.readLine(limit);
  if (bytes === null) return null;
  const line = latin1.decode(bytes);
  if (!line.endsWith('\r\n')) throw new HttpError(400, 'lines end with CRLF');
  return line.slice(0, -2);
}

class HttpBody {
  constructor(connection, fields, modern) {
    this.connection = connection;
    const coding = fields.get('transfer-encoding');
    const length = fields.get('content-length');
    if (coding !== undefined) {
      // A message that says its length twice is how requests are smuggled past proxies.
      if (!modern || length !== undefined) throw new HttpError(400, 'ambiguous body length');
      if (coding.toLowerCase() !== 'chunked') throw new HttpError(501, 'the only transfer coding is chunked');
    } else if (length !== undefined && !/^\d{1,15}$/.test(length)) {
      throw new HttpError(400, 'malformed Content-Length');
    }
    const expect = fields.get('expect');
    if (expect !== undefined && expect.toLowerCase() !== '100-continue') {
      throw new HttpError(417, 'the only expectation is 100-continue');
    }
    this.chunked = coding !== undefined;
    this.left = Number(length || 0); // bytes of the body, or of the current chunk
    this.started = false;
    this.done = !this.chunked && this.left === 0;
    this.expectsContinue = expect !== undefined && modern && !this.done;
  }

  // Resolves with the next bytes, or with null when the whole body was read.
  async read() {
    if (this.expectsContinue) {
      this.expectsContinue = false;
      await this.connection.send(CONTINUE);
    }
    if (this.chunked && this.left === 0 && !this.done) await this.nextChunk();
    if (this.done) return null;
    const bytes = await this.connection.readSome(this.left);
    this.left -= bytes.length;
    if (this.left === 0 && !this.chunked) this.done = true;
    return bytes;
  }

  async nextChunk() {
    if (this.started && await readHttpLine(this.connection, 2) !== '') throw new HttpError(400, 'malformed chunk');
    this.started = true;
    const match = CHUNK_LINE.exec(await readHttpLine(this.connection, MAX_CHUNK_LINE));
    if (!match) throw new HttpError(400, 'malformed chunk size');
    this.left = parseInt(match[1], 16);
    if (this.left > 0) return;
    for (let left = MAX_HEAD, line; line !== ''; left -= line.length + 2) {
      line = await readHttpLine(this.connection, left);
      if (line === null) throw new HttpError(431, `a trailer has at most ${MAX_HEAD} bytes`);
    }
    this.done = true;
  }
}

// A request and its answer.
class HttpExchange {
  // A request that could not be read is null.
  constructor(connection, request) {
    this.connection = connection;
    this.request = request;
    this.begun = false;
    this.keepAlive = request !== null && request.keepAlive;
  }

  // Sends the head of an answer.
  async begin(status, fields) {
    // Where a body was not read, nobody knows where the next request starts.
    if (!this.request || !this.request.body.done) this.keepAlive = false;
    let head = `HTTP/1.1 ${status} ${REASONS[status]}\r\nDate: ${new Date().toUTCString()}\r\n`;
    for (const name of Object.keys(fields)) head += `${name}: ${fields[name]}\r\n`;
    if (status !== 101) head += `Connection: ${this.keepAlive ? 'keep-alive' : 'close'}\r\n`;
    this.begun = true;
    this.connection.pause();
    await this.connection.send(encoder.encode(`${head}\r\n`));
  }

  // Answers with a text or bytes.
  async answer(status, type, content, fields = {}) {
    const bytes = typeof content === 'string' ? encoder.encode(content) : content;
    await this.begin(status, Object.assign({ 'Content-Type': type, 'Content-Length': bytes.length }, fields));
    if (bytes.length > 0 && !(this.request && this.request.method === 'HEAD')) await this.connection.send(bytes);
  }
}

// Serves a connection: each exchange is given to respond.
async function serveHttp(connection, respond) {
  let exchange;
  do {
    exchange = new HttpExchange(connection, null);
    try {
      exchange = new HttpExchange(connection, await HttpRequest.read(connection));
      await respond(exchange);
    } catch (error) {
      if (error instanceof ConnectionClosed || exchange.begun) throw error;
      const { status, message, fields } = error instanceof HttpError ? error : new HttpError(500, 'the server failed');
      if (status === 500) exchange.keepAlive = false;
      await exchange.answer(status, PLAIN, `${message}\n`, fields);
      if (!(error instanceof HttpError)) throw error;
    }
  } while (exchange.keepAlive);
  if (!exchange.request || !exchange.request.body.done) await connection.drain();
}
