// An FTP server (RFC 959, 2428, 3659) for this computer: it gives a folder to clients, to read and to write, over passive
// data connections. Anybody may log in.
//
// Settings, in chrome.storage.local:
//   id    the id of the retained folder, 'public' if not set
//   port  the port, 2121 if not set; 0 takes a free one
//
//   tcpsrv-host --retain public=FOLDER scripts/ftp
//   curl ftp://127.0.0.1:2121/
'use strict';

async function start() {
  const { id, port } = await callApi((done) => chrome.storage.local.get({ id: 'public', port: 2121 }, done));
  const root = await callApi((done) => chrome.fileSystem.restoreEntry(id, done)).catch(() => null);
  if (!root || !root.isDirectory) throw new Error(`no folder is retained as ${JSON.stringify(id)}`);
  const server = new Server('ftp', (connection) => new Session(connection, new Folder(root)).run());
  await server.listen('127.0.0.1', port);
}

chrome.app.runtime.onLaunched.addListener(() => {
  start().catch((error) => console.error(`ftp: ${error.message}`));
});
