// How old Chrome Apps copy, mask and scan bytes.

function concat(a, b) {
  var out = new Uint8Array(a.length + b.length), i;
  for (i = 0; i < a.length; i++) out[i] = a[i]; // loop: copy
  for (i = 0; i < b.length; i++) out[a.length + i] = b[i]; // loop: copy
  return out;
}

function concatAll(chunks, total) {
  const out = new Uint8Array(total);
  let at = 0;
  for (let k = 0; k < chunks.length; k++) { // loop: copy
    const chunk = chunks[k];
    for (let i = 0; i < chunk.length; i++) out[at++] = chunk[i]; // loop: copy
  }
  return out;
}

function appendBuffer(target, offset, source) {
  var i = source.length;
  while (i-- > 0) target[offset + i] = source[i]; // loop: copy
}

function unmask(payload, mask) {
  for (var i = 0; i < payload.length; i++) payload[i] = payload[i] ^ mask[i % 4]; // loop: copy
  for (i = 0; i < payload.length; ++i) payload[i] ^= mask[i & 3]; // loop: copy
}

function fill(bytes, value) {
  for (var i = bytes.length - 1; i >= 0; i--) bytes[i] = value; // loop: fill
}

function checksum(bytes) {
  var sum = 0, xor = 0;
  for (var i = 0; i < bytes.length; i++) { // loop: scan
    sum = (sum + bytes[i]) & 0xffff;
    xor ^= bytes[i];
  }
  return sum << 8 | xor;
}

function internetChecksum(view) {
  var sum = 0;
  for (var i = 0; i < view.byteLength; i += 2) sum += view.getUint16(i, false); // loop: scan
  while (sum >> 16) sum = (sum & 0xffff) + (sum >> 16);
  return ~sum & 0xffff;
}

function crcTable() {
  var table = new Uint32Array(256);
  for (var n = 0; n < 256; n++) { // loop: fill
    var c = n;
    for (var k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    table[n] = c >>> 0;
  }
  return table;
}

function crc32(bytes, table) {
  var crc = -1;
  for (var i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ table[(crc ^ bytes[i]) & 0xff]; // loop: scan
  return (crc ^ -1) >>> 0;
}

function equal(a, b) {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false; // loop: scan
  return true;
}

function findBlankLine(bytes) {
  for (var i = 0; i + 3 < bytes.length; i++) { // loop: scan
    if (bytes[i] === 13 && bytes[i + 1] === 10 && bytes[i + 2] === 13 && bytes[i + 3] === 10) return i;
  }
  return -1;
}

function endOfLine(v, i) {
  while (v[i] !== 13) i++; // loop: scan
  return i;
}

function isAscii(string) {
  for (var i = 0; i < string.length; i++) { // loop: scan
    if (string.charCodeAt(i) > 127) return false;
  }
  return true;
}

function hash(string) {
  let h = 0;
  for (let i = 0; i < string.length; i++) h = ((h << 5) - h + string.charCodeAt(i)) | 0; // loop: scan
  return h;
}

function viaCallbacks(bytes, string) {
  let text = '';
  bytes.forEach(function (b) { text += String.fromCharCode(b); }); // loop: bytes to string
  const reduced = bytes.reduce((data, byte) => data + String.fromCharCode(byte), ''); // loop: bytes to string
  const hex = Array.prototype.map.call(bytes, (x) => ('00' + x.toString(16)).slice(-2)).join(''); // loop: bytes to string
  const codes = string.split('').map((c) => c.charCodeAt(0)); // loop: scan
  const view = new Uint8Array(string.length);
  Array.from(bytes, (b) => String.fromCharCode(b)); // loop: bytes to string
  [].forEach.call(bytes, (b, i) => { view[i] = b ^ 0x55; }); // loop: fill
  return [reduced, hex, codes, view.reduce((sum, b) => sum + b, 0)]; // loop: scan
}

// What is none: it calls functions, or has closures that keep a variable.
function others(list, bytes) {
  for (var i = 0; i < list.length; i++) list[i](i);
  for (let k = 0; k < bytes.length; k++) setTimeout(() => show(bytes[k]));
  outer: for (;;) break outer;
}
