// A connection of chrome.sockets.tcp as a stream of bytes, read and written with promises.
//
// The socket is paused while enough is waiting to be read. Who reads slowly so slows down the sender, not the memory.
'use strict';

// The connection has ended: what was waiting to be read or sent will not come or go.
class ConnectionClosed extends Error {}

class Connection {
  constructor(socketId) {
    this.socketId = socketId;
    this.packets = []; // received, not yet read
    this.size = 0; // bytes in them
    this.pending = 0; // bytes given to send that the socket has not taken yet
    this.waits = new Set(); // the functions that reject what is waited for
    this.wake = null; // ends the wait for a packet
    this.paused = true; // as accepted
    this.ended = false;
    this.idle = 0; // ticks since something came or went
    Connection.all.set(socketId, this);
    chrome.sockets.tcp.update(socketId, { bufferSize: Connection.READ_SIZE });
  }

  // ---- reading ----

  // Resolves with some of the next bytes, at least one and at most limit.
  async readSome(limit) {
    if (this.packets.length === 0) await this.nextPacket();
    return this.take(Math.min(limit, this.packets[0].length));
  }

  // Resolves with exactly so many bytes.
  async readExactly(size) {
    while (this.size < size) await this.nextPacket();
    const bytes = new Uint8Array(size);
    for (let filled = 0; filled < size;) {
      const part = this.take(Math.min(size - filled, this.packets[0].length));
      bytes.set(part, filled);
      filled += part.length;
    }
    return bytes;
  }

  // Resolves with the bytes up to and including the next LF, or with null if there is none among the first limit bytes.
  async readLine(limit) {
    if (this.packets.length === 0) await this.nextPacket();
    for (let searched = 0; ;) {
      const end = this.packets[0].indexOf(10, searched) + 1;
      if (end > limit) return null;
      if (end > 0) return this.take(end);
      searched = this.packets[0].length;
      if (searched >= limit) return null;
      if (this.packets.length === 1) await this.nextPacket();
      else this.mergePackets(0);
    }
  }

  take(size) {
    const first = this.packets[0];
    if (size === first.length) this.packets.shift();
    else this.packets[0] = first.subarray(size);
    this.size -= size;
    return first.subarray(0, size);
  }

  // Makes one packet of two neighbours.
  mergePackets(i) {
    const [first, second] = this.packets.slice(i, i + 2);
    const merged = new Uint8Array(first.length + second.length);
    merged.set(first);
    merged.set(second, first.length);
    this.packets.splice(i, 2, merged);
  }

  nextPacket() {
    this.setPaused(false);
    return this.wait((resolve) => { this.wake = resolve; });
  }

  receive(data) {
    this.idle = 0;
    this.packets.push(new Uint8Array(data));
    this.size += data.byteLength;
    // A client may send a million packets of one byte.
    const last = this.packets.length - 1;
    if (last > 0 && this.packets[last - 1].length + data.byteLength <= Connection.MERGED_SIZE) this.mergePackets(last - 1);
    if (this.wake) {
      this.wake();
      this.wake = null;
    } else if (this.size >= Connection.HIGH_WATER) {
      this.setPaused(true);
    }
  }

  // Stops reading ahead until somebody reads. The API has no half-close, and a paused socket does not notice that its
  // client shut down its sending side, after which nothing could be sent. That helps unless the end of the stream is right
  // behind the last bytes: Chrome lets the read that is under way finish.
  pause() {
    this.setPaused(true);
  }

  setPaused(paused) {
    if (this.paused === paused || this.ended) return;
    this.paused = paused;
    chrome.sockets.tcp.setPaused(this.socketId, paused);
  }

  // ---- writing ----

  // Resolves when the socket has taken the bytes, which is when more of them should be made.
  send(bytes) {
    return this.wait((resolve) => {
      this.pending += bytes.length;
      chrome.sockets.tcp.send(this.socketId, bytes, () => {
        if (chrome.runtime.lastError) {
          this.close();
          return;
        }
        this.idle = 0;
        this.pending -= bytes.length;
        resolve();
      });
    });
  }

  // ---- the end ----

  // A promise that the end of the connection rejects. Chrome never calls back for what a socket has not sent by then.
  wait(start) {
    return new Promise((resolve, reject) => {
      if (this.ended) {
        reject(new ConnectionClosed('the connection has ended'));
        return;
      }
      this.waits.add(reject);
      start((value) => {
        this.waits.delete(reject);
        resolve(value);
      });
    });
  }

  // Drops what the client still sends until it closes, at most for a while. Closing a connection with unread bytes resets
  // it, and a reset may destroy an answer that the client has not read yet.
  async drain() {
    setTimeout(() => this.close(), Connection.LINGER_MS);
    while (!this.ended) {
      this.packets = [];
      this.size = 0;
      await this.nextPacket().catch(() => {});
    }
  }

  end() {
    this.ended = true;
    for (const reject of this.waits) reject(new ConnectionClosed('the connection has ended'));
    this.waits.clear();
  }

  close() {
    if (!Connection.all.delete(this.socketId)) return;
    this.end();
    chrome.sockets.tcp.close(this.socketId);
  }

  tick() {
    this.idle++;
    if (this.idle > Connection.IDLE_TICKS) this.close();
  }
}

Connection.READ_SIZE = 64 * 1024;
Connection.HIGH_WATER = 256 * 1024;
Connection.MERGED_SIZE = 4 * 1024;
Connection.LINGER_MS = 1000;
Connection.IDLE_TICKS = 12; // a minute
Connection.all = new Map(); // socket id -> Connection

chrome.sockets.tcp.onReceive.addListener((info) => {
  const connection = Connection.all.get(info.socketId);
  if (connection) connection.receive(info.data);
});

chrome.sockets.tcp.onReceiveError.addListener((info) => {
  const connection = Connection.all.get(info.socketId);
  if (connection) connection.end();
});
