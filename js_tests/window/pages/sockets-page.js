chrome.sockets.tcpServer.create({}, ({socketId}) => {
  chrome.sockets.tcpServer.listen(socketId, '127.0.0.1', 0, () => {
    chrome.sockets.tcpServer.getInfo(socketId, ({localPort}) => opener.listening(socketId, localPort));
  });
});
