// A listening socket: its port, its connections, and staying awake for them.
'use strict';

class Server {
  // Each connection is given to serve, and closed when the promise that serve returns is settled.
  constructor(name, serve) {
    this.name = name;
    this.serve = serve;
    this.socketId = null;
    this.ticker = null;
    chrome.sockets.tcpServer.onAccept.addListener((info) => {
      if (info.socketId === this.socketId) this.accept(info.clientSocketId);
    });
    chrome.sockets.tcpServer.onAcceptError.addListener((info) => {
      if (info.socketId === this.socketId) this.acceptFailed(info.resultCode);
    });
  }

  // Listens on the first free one of so many ports, and says which. Throws if there is none.
  async listen(address, port, ports = 1) {
    const { socketId } = await callApi((done) => chrome.sockets.tcpServer.create({ name: this.name }, done));
    this.socketId = socketId;
    try {
      for (let next = port; ; next++) {
        const result = await this.tryPort(address, next);
        if (result === 0) break;
        if (result !== Server.ADDRESS_IN_USE || next + 1 >= port + ports || next === 65535) {
          throw new Error(`cannot listen on ${address}:${next}: ${this.failure}`);
        }
        console.warn(`${this.name}: port ${next} is taken, trying ${next + 1}`);
      }
    } catch (error) {
      this.close();
      throw error;
    }
    const info = await callApi((done) => chrome.sockets.tcpServer.getInfo(socketId, done));
    this.address = info.localAddress;
    this.port = info.localPort;
    this.ticker = setInterval(() => this.tick(), Server.TICK_MS);
    console.log(`${this.name}: listening on ${this.address}:${this.port}`);
  }

  // Resolves with the result code. The socket may be used again after a failure.
  tryPort(address, port) {
    return new Promise((resolve) => {
      chrome.sockets.tcpServer.listen(this.socketId, address, port, (result) => {
        const error = chrome.runtime.lastError;
        this.failure = error && error.message;
        resolve(error && result === undefined ? Server.REFUSED : result);
      });
    });
  }

  async accept(socketId) {
    const connection = new Connection(socketId);
    try {
      await this.serve(connection);
    } catch (error) {
      if (!(error instanceof ConnectionClosed)) console.error(`${this.name}: gave up a connection: ${error.stack}`);
    } finally {
      connection.close();
    }
  }

  // An accept error leaves the socket paused, and in Chrome setPaused(false) alone does not make it accept again:
  // listening anew does.
  acceptFailed(resultCode) {
    const { socketId } = this;
    console.error(`${this.name}: cannot accept connections (error ${resultCode}); listening again soon`);
    chrome.sockets.tcpServer.disconnect(socketId);
    chrome.sockets.tcpServer.setPaused(socketId, false);
    const retry = async () => {
      if (this.socketId === socketId && await this.tryPort(this.address, this.port) !== 0) setTimeout(retry, Server.RETRY_MS);
    };
    setTimeout(retry, Server.RETRY_MS);
  }

  // Chrome suspends a background page, and closes its sockets, after ten seconds without an event or an API call.
  tick() {
    chrome.sockets.tcpServer.getSockets(() => {});
    for (const connection of Connection.all.values()) connection.tick();
  }

  // Stops listening, and ends all connections.
  close() {
    if (this.socketId === null) return;
    clearInterval(this.ticker);
    chrome.sockets.tcpServer.close(this.socketId);
    this.socketId = null;
    for (const connection of Connection.all.values()) connection.close();
  }
}

Server.ADDRESS_IN_USE = -147; // net::ERR_ADDRESS_IN_USE
Server.REFUSED = -1; // stands for a failure that Chrome gives no code for
Server.RETRY_MS = 1000;
Server.TICK_MS = 5000;

// Makes a promise of a call with a callback: callApi((done) => chrome.storage.local.get(null, done)).
function callApi(start) {
  return new Promise((resolve, reject) => {
    start((result) => {
      const error = chrome.runtime.lastError;
      if (error) reject(new Error(error.message));
      else resolve(result);
    });
  });
}
