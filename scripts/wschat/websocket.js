// The server's side of a WebSocket (RFC 6455), for text messages.
'use strict';

const MAX_MESSAGE = 64 * 1024; // bytes
const CLOSE_TIMEOUT_MS = 1000;

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const OPCODES = { CONTINUATION: 0, TEXT: 1, BINARY: 2, CLOSE: 8, PING: 9, PONG: 10 };
const CLOSE_CODES = {
  NORMAL: 1000, GOING_AWAY: 1001, PROTOCOL_ERROR: 1002, UNSUPPORTED_DATA: 1003, NO_STATUS: 1005, INVALID_DATA: 1007,
  POLICY_VIOLATION: 1008, TOO_BIG: 1009,
};

// What a client did wrong, as the code that the connection is closed with.
class WebSocketError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

class WebSocketPeer {
  // Answers the handshake of an exchange. Throws HttpError if it is none.
  static async accept(exchange) {
    const { request, connection } = exchange;
    if (request.method !== 'GET' || !request.lists('upgrade', 'websocket') || !request.lists('connection', 'upgrade')) {
      throw new HttpError(426, 'this is for WebSockets', { Upgrade: 'websocket' });
    }
    if (request.fields.get('sec-websocket-version') !== '13') {
      throw new HttpError(426, 'the only version is 13', { Upgrade: 'websocket', 'Sec-WebSocket-Version': '13' });
    }
    const key = request.fields.get('sec-websocket-key') || '';
    if (!/^[0-9A-Za-z+/]{22}==$/.test(key)) throw new HttpError(400, 'Sec-WebSocket-Key is not 16 bytes in base64');
    // Web pages of any origin may open a WebSocket: only those that this server served are meant.
    const origin = request.fields.get('origin');
    if (origin !== undefined && origin !== `http://${request.fields.get('host')}`) {
      throw new HttpError(403, `pages of ${origin} may not chat`);
    }
    exchange.keepAlive = false; // HTTP ends here
    await exchange.begin(101, {
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Accept': base64(sha1(encoder.encode(key + GUID))),
    });
    return new WebSocketPeer(connection);
  }

  constructor(connection) {
    this.connection = connection;
    this.closing = null; // once a close frame is sent, the promise that it is taken
    this.fragments = null; // of the message that is being received
  }

  // Resolves with the next message, or with null when the WebSocket is closed.
  async receive() {
    try {
      for (;;) {
        const frame = await this.readFrame();
        if (frame.opcode === OPCODES.CLOSE) {
          await this.close(closeCode(frame.payload));
          return null;
        } else if (frame.opcode === OPCODES.PING) {
          // A client that asks faster than it listens waits for the answer.
          if (!this.closing) await this.connection.send(makeFrame(OPCODES.PONG, frame.payload));
        } else if (frame.opcode !== OPCODES.PONG) {
          const message = this.join(frame);
          if (message !== null && !this.closing) return message;
        }
      }
    } catch (error) {
      if (!(error instanceof WebSocketError)) throw error;
      this.close(error.code, error.message);
      await this.connection.drain();
      return null;
    }
  }

  async readFrame() {
    const [first, second] = await this.connection.readExactly(2);
    const frame = { final: first >= 0x80, opcode: first & 0x0f };
    const control = frame.opcode >= 8;
    if (first & 0x70) throw new WebSocketError(CLOSE_CODES.PROTOCOL_ERROR, 'no extension was agreed on');
    if (!Object.values(OPCODES).includes(frame.opcode)) throw new WebSocketError(CLOSE_CODES.PROTOCOL_ERROR, 'unknown opcode');
    if (second < 0x80) throw new WebSocketError(CLOSE_CODES.PROTOCOL_ERROR, 'a client masks its frames');
    const size = second & 0x7f;
    if (control && (!frame.final || size > 125)) throw new WebSocketError(CLOSE_CODES.PROTOCOL_ERROR, 'over-long control frame');
    const length = await this.readLength(size);
    if (!control && length > MAX_MESSAGE) throw new WebSocketError(CLOSE_CODES.TOO_BIG, `a message has at most ${MAX_MESSAGE} bytes`);
    const mask = await this.connection.readExactly(4);
    frame.payload = unmask(await this.connection.readExactly(length), mask);
    return frame;
  }

  async readLength(size) {
    if (size < 126) return size;
    const bytes = await this.connection.readExactly(size === 126 ? 2 : 8);
    const length = bytes.reduce((value, byte) => value * 256 + byte, 0);
    const minimum = size === 126 ? 126 : 0x10000;
    if (length < minimum || length > Number.MAX_SAFE_INTEGER) {
      throw new WebSocketError(CLOSE_CODES.PROTOCOL_ERROR, 'malformed length');
    }
    return length;
  }

  // Takes a frame of a message; returns the message if it was the last one of it, or else null.
  join(frame) {
    if (frame.opcode === OPCODES.BINARY) throw new WebSocketError(CLOSE_CODES.UNSUPPORTED_DATA, 'messages are text');
    if ((frame.opcode === OPCODES.CONTINUATION) !== (this.fragments !== null)) {
      throw new WebSocketError(CLOSE_CODES.PROTOCOL_ERROR, 'a fragment without its message');
    }
    this.fragments = concat([this.fragments || new Uint8Array(0), frame.payload]);
    if (this.fragments.length > MAX_MESSAGE) throw new WebSocketError(CLOSE_CODES.TOO_BIG, `a message has at most ${MAX_MESSAGE} bytes`);
    if (!frame.final) return null;
    const message = decodeText(this.fragments);
    this.fragments = null;
    return message;
  }

  // Sends a frame. Nobody need wait: a connection that is lost is noticed by who reads.
  send(frame) {
    if (!this.closing) this.connection.send(frame).catch(ignoreClosed);
  }

  // Sends a close frame, once. The client answers it or not. Resolves when the frame is on its way.
  close(code, reason = '') {
    if (this.closing) return this.closing;
    const payload = code === CLOSE_CODES.NO_STATUS ? [] : [code >> 8, code & 0xff, ...encoder.encode(reason)];
    this.closing = this.connection.send(makeFrame(OPCODES.CLOSE, Uint8Array.from(payload))).catch(ignoreClosed);
    setTimeout(() => this.connection.close(), CLOSE_TIMEOUT_MS);
    return this.closing;
  }
}

const PING_FRAME = makeFrame(OPCODES.PING, new Uint8Array(0));

// A message, made once for all who are to get it.
function textFrame(text) {
  return makeFrame(OPCODES.TEXT, encoder.encode(text));
}

// A frame as a server sends it: whole and not masked.
function makeFrame(opcode, payload) {
  const length = payload.length;
  let head;
  if (length < 126) head = [length];
  else if (length < 0x10000) head = [126, length >> 8, length & 0xff];
  else head = [127, 0, 0, 0, 0, length >>> 24, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff];
  return concat([Uint8Array.from([0x80 | opcode, ...head]), payload]);
}

// Four bytes at a time: a mask is as long.
function unmask(payload, mask) {
  const words = new Uint32Array(Math.ceil(payload.length / 4));
  const bytes = new Uint8Array(words.buffer);
  bytes.set(payload);
  const [word] = new Uint32Array(mask.buffer);
  for (let i = words.length - 1; i >= 0; i--) words[i] ^= word;
  return bytes.subarray(0, payload.length);
}

// The code to answer a close frame with.
function closeCode(payload) {
  if (payload.length === 0) return CLOSE_CODES.NO_STATUS;
  const code = payload[0] * 256 + payload[1];
  const known = (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
  if (payload.length === 1 || !known) throw new WebSocketError(CLOSE_CODES.PROTOCOL_ERROR, 'malformed close code');
  decodeText(payload.subarray(2));
  return code;
}

function decodeText(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new WebSocketError(CLOSE_CODES.INVALID_DATA, 'text is UTF-8');
  }
}

function concat(parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let position = 0;
  for (const part of parts) {
    whole.set(part, position);
    position += part.length;
  }
  return whole;
}

function base64(bytes) {
  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [first, second = 0, third = 0] = bytes.subarray(i, i + 3);
    const group = (first << 16) | (second << 8) | third;
    text += [18, 12, 6, 0].map((bits) => DIGITS[(group >> bits) & 63]).join('');
  }
  const missing = (3 - bytes.length % 3) % 3;
  return text.slice(0, text.length - missing) + '='.repeat(missing);
}

function ignoreClosed(error) {
  if (!(error instanceof ConnectionClosed)) throw error;
}
