// A file server: it serves a folder over HTTP/1.1 on this computer. GET and HEAD of files, whole or by byte range, and of
// folders, as their index.html or a list; PUT writes a file, and one whose upload breaks off is removed. No file is ever
// whole in memory: it is read in blocks, the next one while the last is sent.
//
// Settings, in chrome.storage.local; a change takes effect at once:
//   id    the id of the retained folder, 'public' if not set
//   port  the port, 8080 if not set; if it is taken, the next free one of ten; 0 takes a free one
//
// Where no such folder is retained, a window asks for one. tcpsrv-host is told the folder on its command line:
//
//   tcpsrv-host --retain public=FOLDER scripts/fileserver
'use strict';

const PORTS = 10;

let files = null;
const server = new Server('fileserver', (connection) => serveHttp(connection, (exchange) => files.respond(exchange)));

// Starting and restarting, one after the other.
let starting = Promise.resolve();

function restart() {
  starting = starting.then(start).catch((error) => console.error(`fileserver: ${error.message}`));
}

async function start() {
  server.close();
  const { id, port } = await callApi((done) => chrome.storage.local.get({ id: 'public', port: 8080 }, done));
  const directory = await callApi((done) => chrome.fileSystem.restoreEntry(id, done)).catch(() => null);
  if (!directory || !directory.isDirectory) {
    console.error(`fileserver: no folder is retained as ${JSON.stringify(id)}`);
    if (chrome.app.window) chrome.app.window.create('choose.html', { id: 'choose', innerBounds: { width: 360, height: 120 } });
    return;
  }
  files = new Files(directory);
  await server.listen('127.0.0.1', port, PORTS);
}

chrome.app.runtime.onLaunched.addListener(() => {
  if (server.socketId === null) restart();
});

chrome.storage.onChanged.addListener((changes, area) => {
  if (area === 'local' && (changes.id || changes.port)) restart();
});
