// A chat whose server is in the window, which is its first guest too: others come with any WebSocket client.
'use strict';

const {tcp, tcpServer} = chrome.sockets;
const guests = new Map(); // by socket: what came of a request or of a frame, and whether the handshake is done
let socket = null;

function show(text) {
  const item = document.createElement('li');
  item.innerText = text;
  document.querySelector('#messages').append(item);
  console.log(text);
}

document.querySelector('#host').addEventListener('click', event => {
  event.target.disabled = true;
  tcpServer.create(({socketId}) => {
    tcpServer.listen(socketId, '127.0.0.1', +document.querySelector('#port').value, result => {
      if (result < 0) return show('error: ' + chrome.runtime.lastError.message);
      tcpServer.getInfo(socketId, ({localPort}) => join(localPort));
    });
  });
});

function join(port) {
  socket = new WebSocket(`ws://127.0.0.1:${port}/`);
  socket.onopen = () => {
    document.querySelector('#talk').hidden = false;
    show(`the chat is at ws://127.0.0.1:${port}/`);
  };
  socket.onmessage = event => show(event.data);
  socket.onerror = () => show('error: no connection');
}

document.querySelector('#talk').onsubmit = () => {
  const input = document.querySelector('#text');
  socket.send(input.value);
  input.value = '';
  return false;
};

tcpServer.onAccept.addListener(({clientSocketId}) => {
  guests.set(clientSocketId, {bytes: new Uint8Array(), open: false});
  tcp.setPaused(clientSocketId, false);
});

tcp.onReceive.addListener(async ({socketId, data}) => {
  const guest = guests.get(socketId);
  if (!guest) return;
  const bytes = new Uint8Array(guest.bytes.length + data.byteLength);
  bytes.set(guest.bytes);
  bytes.set(new Uint8Array(data), guest.bytes.length);
  guest.bytes = bytes;
  if (!guest.open) {
    const request = decoder.decode(bytes);
    if (!request.includes('\r\n\r\n')) return;
    guest.bytes = new Uint8Array();
    guest.open = true;
    tcp.send(socketId, encoder.encode(await handshake(request)).buffer, () => {});
    return;
  }
  for (let frame; (frame = decodeFrame(guest.bytes)) !== null;) {
    guest.bytes = guest.bytes.slice(frame.end);
    if (frame.opcode === 8) return leave(socketId);
    if (frame.opcode === 1) for (const [id, {open}] of guests) if (open) tcp.send(id, encodeFrame(frame.text), () => chrome.runtime.lastError);
  }
});
tcp.onReceiveError.addListener(({socketId}) => leave(socketId));

function leave(socketId) {
  guests.delete(socketId);
  tcp.close(socketId, () => chrome.runtime.lastError);
}
