// SHA-1 (FIPS 180-4, 6.1), which the handshake of a WebSocket needs. It keeps no secret there.
'use strict';

// The digest of some bytes, as 20 bytes.
function sha1(bytes) {
  const padded = new DataView(new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64));
  bytes.forEach((byte, i) => padded.setUint8(i, byte));
  padded.setUint8(bytes.length, 0x80);
  padded.setUint32(padded.byteLength - 4, bytes.length * 8); // enough for half a gigabyte

  const rotate = (word, bits) => (word << bits) | (word >>> (32 - bits));
  const hash = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0);
  const words = new Int32Array(80);
  for (let block = 0; block < padded.byteLength; block += 64) {
    for (let t = 0; t < 16; t++) words[t] = padded.getInt32(block + t * 4);
    for (let t = 16; t < 80; t++) words[t] = rotate(words[t - 3] ^ words[t - 8] ^ words[t - 14] ^ words[t - 16], 1);
    let [a, b, c, d, e] = hash;
    for (let t = 0; t < 80; t++) {
      let f;
      if (t < 20) f = ((b & c) | (~b & d)) + 0x5a827999;
      else if (t < 40) f = (b ^ c ^ d) + 0x6ed9eba1;
      else if (t < 60) f = ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
      else f = (b ^ c ^ d) + 0xca62c1d6;
      [a, b, c, d, e] = [(rotate(a, 5) + f + e + words[t]) | 0, a, rotate(b, 30), c, d];
    }
    [a, b, c, d, e].forEach((word, i) => { hash[i] += word; });
  }
  const digest = new DataView(new ArrayBuffer(20));
  hash.forEach((word, i) => digest.setInt32(i * 4, word));
  return new Uint8Array(digest.buffer);
}
