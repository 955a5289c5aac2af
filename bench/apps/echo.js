// Sends back what it receives.
const tcp = chrome.sockets.tcp;
tcp.onReceive.addListener(({socketId, data}) => {
  tcp.send(socketId, data, ({resultCode}) => { if (resultCode < 0) tcp.close(socketId); });
});
tcp.onReceiveError.addListener(({socketId}) => tcp.close(socketId));
chrome.sockets.tcpServer.onAccept.addListener(info => tcp.setPaused(info.clientSocketId, false));
serve(PORT);
