// Answers each request with a file, by File.slice and FileReader, 64 KiB at a
// time, each piece when the last was taken. The file is the retained entry "file".
const tcp = chrome.sockets.tcp, encoder = new TextEncoder(), decoder = new TextDecoder();
let file;
chrome.fileSystem.restoreEntry('file', entry => entry.file(f => { file = f; serve(PORT); }));
function send(id, data, then) {
  tcp.send(id, data, sent => { if (!sent || sent.resultCode < 0) tcp.close(id); else then(); });
}
function sendFrom(id, offset) {
  if (offset >= file.size) return;
  const reader = new FileReader();
  reader.onload = () => send(id, reader.result, () => sendFrom(id, offset + reader.result.byteLength));
  reader.readAsArrayBuffer(file.slice(offset, offset + 65536));
}
tcp.onReceive.addListener(({socketId, data}) => {
  if (!decoder.decode(data).endsWith('\r\n\r\n')) return;
  send(socketId, encoder.encode('HTTP/1.1 200 OK\r\nContent-Length: ' + file.size + '\r\n\r\n').buffer, () => sendFrom(socketId, 0));
});
tcp.onReceiveError.addListener(({socketId}) => tcp.close(socketId));
chrome.sockets.tcpServer.onAccept.addListener(info => tcp.setPaused(info.clientSocketId, false));
