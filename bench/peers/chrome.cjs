// The apps themselves on Node or Bun: as much of chrome.* over node:net as they
// need, written for speed. chrome.cjs PORT FILE SCRIPT...
const fs = require('node:fs'), net = require('node:net'), dgram = require('node:dgram');
const [port, file, ...scripts] = process.argv.slice(2);
globalThis.PORT = +port;

function event() {
  const listeners = [];
  return {addListener: f => listeners.push(f), emit: info => { for (const f of listeners) f(info); }};
}
const later = (f, ...args) => { if (f) process.nextTick(f, ...args); };
const exact = b => b.buffer.slice(b.byteOffset, b.byteOffset + b.byteLength);
const sockets = new Map();
let lastId = 0;
const onAccept = event(), onReceive = event(), onReceiveError = event(), onDatagram = event();

function adopt(c) {
  const id = ++lastId;
  const end = () => { if (sockets.has(id)) onReceiveError.emit({socketId: id, resultCode: -100}); };
  sockets.set(id, c);
  c.pause().on('data', b => onReceive.emit({socketId: id, data: exact(b)})).on('end', end).on('error', end);
  return id;
}
globalThis.chrome = {
  runtime: {},
  sockets: {
    tcpServer: {
      onAccept, onAcceptError: event(),
      create(_, f) { later(f, {socketId: ++lastId}); },
      listen(id, host, port, backlog, f = backlog) {
        if (f === backlog) backlog = undefined;
        net.createServer({noDelay: true}, c => onAccept.emit({socketId: id, clientSocketId: adopt(c)})).listen({port, host, backlog}, () => f(0));
      },
      getInfo(id, f) { later(f, {socketId: id, localAddress: '127.0.0.1', localPort: PORT}); },
      getSockets(f) { later(f, []); },
    },
    tcp: {
      onReceive, onReceiveError,
      setPaused(id, paused, f) { const c = sockets.get(id); if (c) paused ? c.pause() : c.resume(); later(f); },
      update(id, _, f) { later(f); },
      send(id, data, f) {
        const c = sockets.get(id);
        if (!c) return later(f, {resultCode: -15});
        c.write(new Uint8Array(data), error => f(error ? {resultCode: -2} : {bytesSent: data.byteLength, resultCode: 0}));
      },
      close(id, f) { const c = sockets.get(id); sockets.delete(id); if (c) c.destroy(); later(f); },
    },
    udp: {
      onReceive: onDatagram,
      create(_, f) { later(f, {socketId: ++lastId}); },
      bind(id, host, port, f) {
        const s = dgram.createSocket('udp4');
        sockets.set(id, s);
        s.on('message', (b, from) => onDatagram.emit({socketId: id, data: exact(b), remoteAddress: from.address, remotePort: from.port}));
        s.bind(port, host, () => f(0));
      },
      send(id, data, host, port, f) {
        sockets.get(id).send(new Uint8Array(data), port, host, error => f({resultCode: error ? -2 : 0, bytesSent: data.byteLength}));
      },
    },
  },
  fileSystem: {
    restoreEntry(_, f) {
      const fd = fs.openSync(file, 'r');
      later(f, {file: g => later(g, {size: fs.fstatSync(fd).size, slice: (from, to) => ({fd, from, to})})});
    },
  },
};
globalThis.FileReader = class {
  readAsArrayBuffer({fd, from, to}) {
    fs.read(fd, Buffer.allocUnsafeSlow(to - from), 0, to - from, from, (_, n, b) => {
      this.result = n === b.length ? b.buffer : exact(b.subarray(0, n));
      this.onload();
    });
  }
};
for (const script of scripts) require('node:vm').runInThisContext(fs.readFileSync(script, 'utf8'), script);
