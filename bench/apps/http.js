// HTTP/1.1 with keep-alive, as apps were written: text is made of the bytes, and
// bytes of the text, by encode and decode, of which there are several.
const tcp = chrome.sockets.tcp;
const pending = {};
function answer(id, head) {
  const lines = head.split('\r\n');
  const [, path, version] = lines[0].split(' ');
  const headers = {};
  for (let i = 1; i < lines.length; i++) {
    const colon = lines[i].indexOf(':');
    if (colon > 0) headers[lines[i].substring(0, colon).toLowerCase()] = lines[i].substring(colon + 1).trim();
  }
  const keep = version === 'HTTP/1.1' ? headers.connection !== 'close' : headers.connection === 'keep-alive';
  const body = path === '/' ? 'Hello, World!' : 'Not found';
  tcp.send(id, encode('HTTP/1.1 ' + (path === '/' ? '200 OK' : '404 Not Found') + '\r\n' +
    'Content-Type: text/plain\r\n' +
    'Content-Length: ' + body.length + '\r\n' +
    'Connection: ' + (keep ? 'keep-alive' : 'close') + '\r\n\r\n' + body), ({resultCode}) => {
    if (resultCode < 0 || !keep) tcp.close(id);
  });
}
tcp.onReceive.addListener(({socketId, data}) => {
  let text = (pending[socketId] || '') + decode(data), end;
  while ((end = text.indexOf('\r\n\r\n')) >= 0) {
    const head = text.substring(0, end);
    text = text.substring(end + 4);
    answer(socketId, head);
  }
  pending[socketId] = text;
});
tcp.onReceiveError.addListener(({socketId}) => { delete pending[socketId]; tcp.close(socketId); });
chrome.sockets.tcpServer.onAccept.addListener(info => tcp.setPaused(info.clientSocketId, false));
serve(PORT);
