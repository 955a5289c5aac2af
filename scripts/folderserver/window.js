// A web server in a window: it serves the files of the folder that was chosen there.
'use strict';

const {tcp, tcpServer} = chrome.sockets;
const element = id => document.getElementById(id);
const files = new Map(); // by path
let serverId = null;

element('folder').addEventListener('change', event => {
  files.clear();
  const list = element('files');
  list.innerHTML = '';
  for (const file of event.target.files) {
    const path = '/' + file.webkitRelativePath.split('/').slice(1).join('/');
    files.set(path, file);
    const item = list.appendChild(document.createElement('li'));
    item.textContent = path;
    item.dataset.path = path;
  }
  element('start').disabled = files.size === 0;
  show(`${files.size} files.`);
});

element('settings').addEventListener('submit', event => {
  event.preventDefault();
  start(Number(element('port').value));
});

element('stop').onclick = () => {
  tcpServer.close(serverId);
  serverId = null;
  setRunning(false);
  show('Stopped.');
};

function show(text) {
  element('status').textContent = text;
  console.log(text);
}

function setRunning(running) {
  element('start').disabled = element('port').disabled = running;
  element('stop').disabled = !running;
}

function start(port) {
  setRunning(true);
  tcpServer.create({name: 'folderserver'}, ({socketId}) => {
    tcpServer.listen(socketId, '127.0.0.1', port, result => {
      if (result < 0) {
        setRunning(false);
        show(`Port ${port}: ${chrome.runtime.lastError.message}`);
        return;
      }
      serverId = socketId;
      tcpServer.getInfo(socketId, ({localPort}) => show(`Serving on http://127.0.0.1:${localPort}/`));
    });
  });
}

tcpServer.onAccept.addListener(({socketId, clientSocketId}) => {
  if (socketId === serverId) tcp.setPaused(clientSocketId, false);
});

const requests = new Map(); // what came of them, by socket
tcp.onReceive.addListener(async ({socketId, data}) => {
  const text = (requests.get(socketId) || '') + new TextDecoder('latin1').decode(data);
  requests.set(socketId, text);
  if (!text.includes('\r\n\r\n')) return;
  requests.delete(socketId);
  const [method, target] = text.split(' ', 2);
  await answer(socketId, method, decodeURIComponent(target.split('?')[0]));
});
tcp.onReceiveError.addListener(({socketId}) => { requests.delete(socketId); tcp.close(socketId, () => chrome.runtime.lastError); });

async function answer(socketId, method, path) {
  const file = files.get(path.endsWith('/') ? path + 'index.html' : path);
  const body = method === 'GET' && file ? await new Response(file).arrayBuffer() : new ArrayBuffer(0);
  const head = `HTTP/1.1 ${file ? '200 OK' : '404 Not Found'}\r\nContent-Type: ${file && file.type || 'text/plain'}\r\n` +
    `Content-Length: ${body.byteLength}\r\nConnection: close\r\n\r\n`;
  tcp.send(socketId, await new Blob([head, body]).arrayBuffer(), () => tcp.close(socketId));
  const item = [...element('files').children].find(li => files.get(li.dataset.path) === file);
  if (item) item.classList.add('served');
}
