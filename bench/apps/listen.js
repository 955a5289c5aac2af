// What the other apps have in common. PORT comes from the command line.
function serve(port) {
  chrome.sockets.tcpServer.create({}, ({socketId}) => {
    chrome.sockets.tcpServer.listen(socketId, '127.0.0.1', port, 4096, result => {
      if (result < 0) throw new Error('listen: ' + result);
    });
  });
}
