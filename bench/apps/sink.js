// Counts what it receives, in buffers of the default size, or of BUFFERSIZE.
const tcp = chrome.sockets.tcp;
let total = 0;
tcp.onReceive.addListener(({data}) => { total += data.byteLength; });
tcp.onReceiveError.addListener(({socketId}) => tcp.close(socketId));
chrome.sockets.tcpServer.onAccept.addListener(({clientSocketId}) => {
  if (typeof BUFFERSIZE !== 'undefined') tcp.update(clientSocketId, {bufferSize: BUFFERSIZE});
  tcp.setPaused(clientSocketId, false);
});
serve(PORT);
