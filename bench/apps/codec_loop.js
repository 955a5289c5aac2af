// Byte by byte.
function encode(text) {
  var buffer = new ArrayBuffer(text.length), view = new Uint8Array(buffer);
  for (var i = 0; i < text.length; i++) view[i] = text.charCodeAt(i);
  return buffer;
}
function decode(buffer) {
  var text = '', view = new Uint8Array(buffer);
  for (var i = 0; i < view.length; i++) text += String.fromCharCode(view[i]);
  return text;
}
