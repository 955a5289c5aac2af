// A call with all bytes as its arguments.
function encode(text) {
  var buffer = new ArrayBuffer(text.length), view = new Uint8Array(buffer);
  for (var i = 0; i < text.length; i++) view[i] = text.charCodeAt(i);
  return buffer;
}
function decode(buffer) { return String.fromCharCode.apply(null, new Uint8Array(buffer)); }
