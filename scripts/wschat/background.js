// A chat room for web pages: an HTTP server that serves the page, from the files of this app, and the WebSockets on which
// the page talks. Open the address that the console shows in some browser windows.
//
// Settings, in chrome.storage.local:
//   port  the port, 8081 if not set; 0 takes a free one
'use strict';

const PAGES = {
  '/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/client.js': { file: 'client.js', type: 'text/javascript; charset=utf-8' },
};

async function respond(exchange) {
  const { method, path } = exchange.request;
  if (path === '/chat') {
    await chat(await WebSocketPeer.accept(exchange));
    return;
  }
  if (!Object.keys(PAGES).includes(path)) throw new HttpError(404, 'nothing here');
  if (method !== 'GET' && method !== 'HEAD') throw new HttpError(405, 'Allowed: GET, HEAD', { Allow: 'GET, HEAD' });
  await exchange.answer(200, PAGES[path].type, await readPackageFile(PAGES[path].file), {
    'Content-Security-Policy': "default-src 'self'; style-src 'unsafe-inline'",
  });
}

async function readPackageFile(name) {
  const directory = await callApi((done) => chrome.runtime.getPackageDirectoryEntry(done));
  const entry = await new Promise((resolve, reject) => directory.getFile(name, {}, resolve, reject));
  const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(file);
  });
}

const server = new Server('wschat', (connection) => serveHttp(connection, respond));

async function start() {
  const { port } = await callApi((done) => chrome.storage.local.get({ port: 8081 }, done));
  await server.listen('127.0.0.1', port);
}

chrome.app.runtime.onLaunched.addListener(() => {
  if (server.socketId === null) start().catch((error) => console.error(`wschat: ${error.message}`));
});
