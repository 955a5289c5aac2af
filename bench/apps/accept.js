// Closes what it accepts.
chrome.sockets.tcpServer.onAccept.addListener(info => chrome.sockets.tcp.close(info.clientSocketId));
serve(PORT);
