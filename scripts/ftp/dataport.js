// A passive data port: it takes one connection, from the client that asked for it.
'use strict';

class DataPort {
  // Opens a free port on the address that the client has reached.
  static async open(address) {
    const port = new DataPort();
    const { socketId } = await callApi((done) => chrome.sockets.tcpServer.create({ name: 'ftp-data' }, done));
    port.socketId = socketId;
    port.connected = new Promise((resolve) => { port.resolve = resolve; });
    DataPort.all.set(socketId, port);
    try {
      await callApi((done) => chrome.sockets.tcpServer.listen(socketId, address, 0, 1, done));
      port.port = (await callApi((done) => chrome.sockets.tcpServer.getInfo(socketId, done))).localPort;
    } catch (error) {
      port.close();
      throw error;
    }
    port.timer = setTimeout(() => port.close(), DataPort.PATIENCE_MS);
    return port;
  }

  // Stops listening. The connection that came, if any, is its user's.
  close() {
    if (!DataPort.all.delete(this.socketId)) return;
    clearTimeout(this.timer);
    chrome.sockets.tcpServer.close(this.socketId);
    this.resolve(null);
  }

  accept(socketId) {
    this.resolve(new Connection(socketId));
    this.close();
  }
}

DataPort.PATIENCE_MS = 30000;
DataPort.all = new Map(); // socket id -> DataPort

chrome.sockets.tcpServer.onAccept.addListener((info) => {
  const port = DataPort.all.get(info.socketId);
  if (port) port.accept(info.clientSocketId);
});
