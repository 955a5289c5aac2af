// Sends datagrams back.
const udp = chrome.sockets.udp;
udp.onReceive.addListener(({socketId, data, remoteAddress, remotePort}) => {
  udp.send(socketId, data, remoteAddress, remotePort, () => {});
});
udp.create({}, ({socketId}) => udp.bind(socketId, '127.0.0.1', PORT, result => {
  if (result < 0) throw new Error('bind: ' + result);
}));
