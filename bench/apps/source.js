// Sends 64 KiB again and again, each when the last was taken.
const tcp = chrome.sockets.tcp;
const block = new Uint8Array(65536).map((_, i) => i);
function pump(id) {
  tcp.send(id, block.buffer, ({resultCode}) => { if (resultCode < 0) tcp.close(id); else pump(id); });
}
chrome.sockets.tcpServer.onAccept.addListener(info => pump(info.clientSocketId));
serve(PORT);
