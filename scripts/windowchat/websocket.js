// The server's side of WebSockets (RFC 6455), for short texts: one frame a message.
'use strict';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

async function handshake(request) {
  const key = /^sec-websocket-key:\s*(\S+)/im.exec(request);
  if (!key) return 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';
  const digest = await crypto.subtle.digest('SHA-1', encoder.encode(key[1] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'));
  return 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
    `Sec-WebSocket-Accept: ${btoa(String.fromCharCode(...new Uint8Array(digest)))}\r\n\r\n`;
}

// decodeFrame gives the first frame of some bytes, and where the next begins; null if it is not all there.
function decodeFrame(bytes) {
  if (bytes.length < 2) return null;
  let length = bytes[1] & 127, at = 2;
  if (length === 126) { length = bytes[2] << 8 | bytes[3]; at = 4; }
  if (bytes.length < at + 4 + length) return null;
  const mask = bytes.subarray(at, at + 4), payload = bytes.slice(at + 4, at + 4 + length);
  for (let i = 0; i < length; i++) payload[i] ^= mask[i % 4];
  return {opcode: bytes[0] & 15, text: decoder.decode(payload), end: at + 4 + length};
}

function encodeFrame(text, opcode = 1) {
  const payload = encoder.encode(text);
  const head = payload.length < 126 ? [128 | opcode, payload.length] : [128 | opcode, 126, payload.length >> 8, payload.length & 255];
  const frame = new Uint8Array(head.length + payload.length);
  frame.set(head);
  frame.set(payload, head.length);
  return frame.buffer;
}
