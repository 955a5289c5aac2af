// The same servers without chrome.sockets, as one writes them for Node:
// net.cjs APP PORT [FILE]
const fs = require('node:fs'), net = require('node:net');
const [app, port, file] = process.argv.slice(2);
const block = Buffer.alloc(65536, 1);
const onConnection = {
  accept: c => c.destroy(),
  echo: c => c.on('data', data => c.write(data)),
  sink: c => c.on('data', () => {}),
  source: c => { (function pump(error) { if (!error && !c.destroyed) c.write(block, pump); })(); },
};
const address = {port: +port, host: '127.0.0.1', backlog: 4096};
if (onConnection[app]) {
  net.createServer({noDelay: true}, c => { c.on('error', () => {}); onConnection[app](c); }).listen(address);
} else if (app === 'udp') {
  const socket = require('node:dgram').createSocket('udp4');
  socket.on('message', (data, from) => socket.send(data, from.port, from.address));
  socket.bind(+port, '127.0.0.1');
} else {
  require('node:http').createServer((request, response) => {
    if (app === 'static') {
      response.writeHead(200, {'Content-Length': fs.statSync(file).size});
      fs.createReadStream(file).pipe(response);
    } else {
      response.writeHead(200, {'Content-Type': 'text/plain', 'Content-Length': 13});
      response.end('Hello, World!');
    }
  }).listen(address);
}
