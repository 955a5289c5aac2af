// How old Chrome Apps convert strings and bytes. A line that ends with `loop:`
// and a kind begins a loop that is recognised.

function stringToArrayBuffer(string) {
  var buffer = new ArrayBuffer(string.length);
  var view = new Uint8Array(buffer);
  for (var i = 0; i < string.length; i++) { // loop: string to bytes
    view[i] = string.charCodeAt(i);
  }
  return buffer;
}

function str2ab16(str) {
  var buf = new ArrayBuffer(str.length * 2); // 2 bytes for each char
  var bufView = new Uint16Array(buf);
  for (var i = 0, strLen = str.length; i < strLen; i++) bufView[i] = str.charCodeAt(i); // loop: string to bytes
  return buf;
}

var stringToUint8Array = function (string) {
  var buffer = new ArrayBuffer(string.length), view = new Uint8Array(buffer), i = string.length;
  while (i--) view[i] = string.charCodeAt(i); // loop: string to bytes
  return view;
};

const encode = (text) => {
  const bytes = new Uint8Array(text.length);
  let index = 0;
  while (index < text.length) { // loop: string to bytes
    const code = text.charCodeAt(index) & 0xff;
    bytes[index++] = code;
  }
  return bytes;
};

function toDataView(s) {
  var view = new DataView(new ArrayBuffer(s.length)), i;
  for (i = 0; i < s.length; ++i) { // loop: string to bytes
    view.setUint8(i, s.charCodeAt(i));
  }
  return view.buffer;
}

function checked(s, bytes) {
  for (let i = 0; i !== s.length; i += 1) { // loop: string to bytes
    if (s.charCodeAt(i) > 255) throw new Error('not a binary string');
    bytes[i] = s[i].charCodeAt(0);
  }
}

function ab2str(buf) {
  var s = '', v = new Uint8Array(buf);
  for (var i = 0; i < v.length; i++) s += String.fromCharCode(v[i]); // loop: bytes to string
  return s;
}

function arrayBufferToString(buffer) {
  var string = '', view = new Uint8Array(buffer), length = view.byteLength, i;
  for (i = 0; i < length; i = i + 1) { // loop: bytes to string
    var character = String.fromCharCode(view[i]);
    string = string + character;
  }
  return string;
}

function fromDataView(view) {
  let text = '', i = 0;
  do { // loop: bytes to string
    text += String.fromCharCode(view.getUint8(i));
  } while (++i < view.byteLength);
  return text;
}

function untilZero(bytes, at) {
  let name = '';
  while (bytes[at] !== 0) name += String.fromCharCode(bytes[at++]); // loop: bytes to string
  return name;
}

(function () {
  'use strict';
  class Codec {
    static toHex(bytes) {
      let hex = '';
      for (let i = 0; i < bytes.length; i++) hex += DIGITS[bytes[i] >> 4] + DIGITS[bytes[i] & 15]; // loop: fold
      return hex;
    }
  }
  const DIGITS = '0123456789abcdef';
  return Codec;
})();

function hexDump(bytes) {
  var out = '';
  for (var i = 0; i < bytes.length; i++) { // loop: bytes to string
    var h = bytes[i].toString(16);
    if (h.length === 1) h = '0' + h;
    out += h + (i % 16 === 15 ? '\n' : ' ');
  }
  return out;
}

function hex2(bytes) {
  var out = '';
  for (var i = 0; i < bytes.length; i++) out += ('0' + (bytes[i] & 0xFF).toString(16)).slice(-2); // loop: bytes to string
  return out;
}

class Reader {
  text() {
    let text = '';
    for (let i = 0; i < this.bytes.length; i++) text += String.fromCharCode(this.bytes[i]); // loop: bytes to string
    return text;
  }
}

chrome.sockets.tcp.onReceive.addListener(function (info) {
  var string = '';
  var view = new DataView(info.data);
  for (var i = 0; i < info.data.byteLength; i++) string += String.fromCharCode(view.getUint8(i)); // loop: bytes to string
});

function modern(buffer, text) {
  const all = String.fromCharCode(...new Uint8Array(buffer)); // loop: bytes to string
  let s = '';
  for (const byte of new Uint8Array(buffer)) s += String.fromCharCode(byte); // loop: bytes to string
  const bytes = new Uint8Array(text.length);
  let i = 0;
  for (const c of text) bytes[i++] = c.charCodeAt(0); // loop: string to bytes
  return [s, bytes];
}

// encodes a string of code units as UTF-8
function utf8Encode(s, out) {
  var n = 0;
  for (var i = 0; i < s.length; i++) { // loop: string to bytes
    var c = s.charCodeAt(i);
    if (c < 128) out[n++] = c;
    else if (c < 2048) {
      out[n++] = (c >> 6) | 192;
      out[n++] = (c & 63) | 128;
    } else {
      out[n++] = (c >> 12) | 224;
      out[n++] = ((c >> 6) & 63) | 128;
      out[n++] = (c & 63) | 128;
    }
  }
  return n;
}

// webtoolkit.info's
function utf8_encode(string) {
  string = string.replace(/\r\n/g, '\n');
  var utftext = '';
  for (var n = 0; n < string.length; n++) { // loop: bytes to string
    var c = string.charCodeAt(n);
    if (c < 128) {
      utftext += String.fromCharCode(c);
    } else if ((c > 127) && (c < 2048)) {
      utftext += String.fromCharCode((c >> 6) | 192);
      utftext += String.fromCharCode((c & 63) | 128);
    } else {
      utftext += String.fromCharCode((c >> 12) | 224);
      utftext += String.fromCharCode(((c >> 6) & 63) | 128);
      utftext += String.fromCharCode((c & 63) | 128);
    }
  }
  return utftext;
}

function utf8_decode(utftext) {
  var string = '';
  var i = 0;
  var c = c1 = c2 = 0;
  while (i < utftext.length) { // loop: bytes to string
    c = utftext.charCodeAt(i);
    if (c < 128) {
      string += String.fromCharCode(c);
      i++;
    } else if ((c > 191) && (c < 224)) {
      c2 = utftext.charCodeAt(i + 1);
      string += String.fromCharCode(((c & 31) << 6) | (c2 & 63));
      i += 2;
    } else {
      c2 = utftext.charCodeAt(i + 1);
      c3 = utftext.charCodeAt(i + 2);
      string += String.fromCharCode(((c & 15) << 12) | ((c2 & 63) << 6) | (c3 & 63));
      i += 3;
    }
  }
  return string;
}
