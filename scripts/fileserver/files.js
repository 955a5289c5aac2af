// The files of a folder as HTTP resources.
'use strict';

const BLOCK_SIZE = 256 * 1024;

const TYPES = {
  avif: 'image/avif', bmp: 'image/bmp', css: 'text/css', csv: 'text/csv', gif: 'image/gif', gz: 'application/gzip',
  htm: 'text/html', html: 'text/html', ico: 'image/x-icon', jpeg: 'image/jpeg', jpg: 'image/jpeg', js: 'text/javascript',
  json: 'application/json', md: 'text/markdown', mjs: 'text/javascript', mp3: 'audio/mpeg', mp4: 'video/mp4',
  ogg: 'audio/ogg', otf: 'font/otf', pdf: 'application/pdf', png: 'image/png', svg: 'image/svg+xml', ttf: 'font/ttf',
  txt: 'text/plain', wasm: 'application/wasm', wav: 'audio/wav', webm: 'video/webm', webp: 'image/webp', woff: 'font/woff',
  woff2: 'font/woff2', xml: 'text/xml', zip: 'application/zip',
};

// What the errors of entries mean to a client.
const STATUSES = {
  NotFoundError: 404,
  TypeMismatchError: 404, // a file where a folder is asked for
  SecurityError: 403,
  NoModificationAllowedError: 403,
  NotReadableError: 403,
  EncodingError: 400,
  InvalidStateError: 400, // a name that is too long
};

// Makes a promise of a call with two callbacks, as the methods of entries have them.
function callEntry(start) {
  return new Promise((resolve, reject) => start(resolve, reject));
}

const getFile = (directory, path, flags) => callEntry((done, failed) => directory.getFile(path, flags, done, failed));
const getDirectory = (directory, path) => callEntry((done, failed) => directory.getDirectory(path, {}, done, failed));
const fileOf = (entry) => callEntry((done, failed) => entry.file(done, failed));

class Files {
  constructor(directory) {
    this.directory = directory;
    this.uploads = new Set(); // the paths that are being written
  }

  async respond(exchange) {
    const { method, path } = exchange.request;
    try {
      if (method === 'GET' || method === 'HEAD') await this.get(exchange, relativePath(path), path.endsWith('/'));
      else if (method === 'PUT') await this.put(exchange, relativePath(path), path.endsWith('/'));
      else throw new HttpError(405, 'Allowed: GET, HEAD, PUT', { Allow: 'GET, HEAD, PUT' });
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      throw new HttpError(STATUSES[error.name] || 500, error.message);
    }
  }

  async get(exchange, path, wantsDirectory) {
    if (wantsDirectory) {
      const directory = await getDirectory(this.directory, path || '.');
      const index = await getFile(directory, 'index.html', {}).catch(() => null);
      if (index) await sendFile(exchange, await fileOf(index));
      else await exchange.answer(200, 'text/html; charset=utf-8', listing(path, await readEntries(directory)));
      return;
    }
    let entry;
    try {
      entry = await getFile(this.directory, path, {});
    } catch (error) {
      if (error.name !== 'TypeMismatchError') throw error;
      // Links in a page are relative to its folder only if the address ends with a slash.
      await exchange.answer(301, PLAIN, 'This is a folder\n', { Location: `${exchange.request.path}/` });
      return;
    }
    await sendFile(exchange, await fileOf(entry));
  }

  async put(exchange, path, wantsDirectory) {
    if (wantsDirectory) throw new HttpError(409, 'this is a folder');
    if (exchange.request.fields.has('content-range')) throw new HttpError(400, 'a file is put as a whole');
    if (this.uploads.has(path)) throw new HttpError(409, 'this file is being written');
    this.uploads.add(path);
    try {
      const known = await getFile(this.directory, path, {}).then(() => true, () => false);
      const entry = await getFile(this.directory, path, { create: true }).catch((error) => {
        if (error.name === 'NotFoundError') throw new HttpError(409, 'its folder does not exist');
        throw error.name === 'TypeMismatchError' ? new HttpError(409, 'this is a folder') : error;
      });
      const writer = await callEntry((done, failed) => entry.createWriter(done, failed));
      await writeWith(writer, () => writer.truncate(0));
      try {
        await receiveFile(exchange.request.body, writer);
      } catch (error) {
        await callEntry((done) => entry.remove(done, done)); // half a file is worse than none
        throw error;
      }
      if (known) await exchange.begin(204, {});
      else await exchange.answer(201, PLAIN, 'Created\n', { Location: exchange.request.path });
    } finally {
      this.uploads.delete(path);
    }
  }
}

// The path below the folder that the path of a URL stands for. The segments are decoded one by one, so that no escape
// becomes a separator, and none may be a way out.
function relativePath(path) {
  const segments = path.slice(1).split('/');
  if (segments[segments.length - 1] === '') segments.pop();
  return segments.map((segment) => {
    let name;
    try {
      name = decodeURIComponent(segment);
    } catch (error) {
      throw new HttpError(400, 'malformed escape in the path');
    }
    if (name === '' || name === '.' || name === '..' || /[/\\\u0000]/.test(name)) {
      throw new HttpError(400, 'the path has a segment that is no name');
    }
    return name;
  }).join('/');
}

// ---- files out ----

async function sendFile(exchange, file) {
  const { request } = exchange;
  const extension = /\.([^.]+)$/.exec(file.name.toLowerCase());
  const type = (extension && TYPES[extension[1]]) || 'application/octet-stream';
  const changed = new Date(file.lastModified).toUTCString();
  if (request.fields.get('if-modified-since') === changed) {
    await exchange.begin(304, { 'Last-Modified': changed });
    return;
  }
  const fields = {
    'Content-Type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
    'Last-Modified': changed,
    'Accept-Ranges': 'bytes',
  };
  // If-Range asks for the whole file unless it is still the same: the whole file is always a right answer to it.
  const range = request.method === 'GET' && !request.fields.has('if-range') && parseRange(request.fields.get('range'), file.size);
  if (range) fields['Content-Range'] = `bytes ${range.start}-${range.end - 1}/${file.size}`;
  const content = range ? file.slice(range.start, range.end) : file;
  fields['Content-Length'] = content.size;

  // The first block is read before the answer begins: a file that cannot be read is an error, not half an answer.
  let block = await readBlock(content, 0);
  await exchange.begin(range ? 206 : 200, fields);
  if (request.method === 'HEAD') return;
  for (let position = block.length; block.length > 0; position += block.length) {
    [block] = await Promise.all([readBlock(content, position), exchange.connection.send(block)]);
  }
}

// The range that is asked for, or null for the whole file. Several ranges at once are answered with the whole file too.
function parseRange(text, size) {
  const match = /^bytes=(\d*)-(\d*)$/i.exec(text || '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  let start = Number(match[1]);
  let end = match[2] === '' ? size : Number(match[2]) + 1;
  if (match[1] === '') [start, end] = [Math.max(0, size - Number(match[2])), size];
  else if (end <= start && match[2] !== '') return null;
  if (start >= size) throw new HttpError(416, 'the file is not that long', { 'Content-Range': `bytes */${size}` });
  return { start, end: Math.min(end, size) };
}

function readBlock(blob, position) {
  if (position >= blob.size) return Promise.resolve(new Uint8Array(0));
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob.slice(position, position + BLOCK_SIZE));
  });
}

// ---- files in ----

async function receiveFile(body, writer) {
  let parts = [];
  let size = 0;
  for (let bytes = await body.read(); bytes; bytes = await body.read()) {
    parts.push(bytes);
    size += bytes.length;
    if (size >= BLOCK_SIZE) {
      await writeWith(writer, () => writer.write(new Blob(parts)));
      parts = [];
      size = 0;
    }
  }
  if (size > 0) await writeWith(writer, () => writer.write(new Blob(parts)));
}

function writeWith(writer, start) {
  return new Promise((resolve, reject) => {
    writer.onwriteend = () => (writer.error ? reject(writer.error) : resolve());
    start();
  });
}

// ---- folders ----

// All entries of a folder: a reader gives them by the hundred, and none when there are no more.
async function readEntries(directory) {
  const reader = directory.createReader();
  const all = [];
  for (;;) {
    const some = await callEntry((done, failed) => reader.readEntries(done, failed));
    if (some.length === 0) return all;
    all.push(...some);
  }
}

function listing(path, entries) {
  const names = entries.map((entry) => (entry.isDirectory ? `${entry.name}/` : entry.name)).sort();
  if (path) names.unshift('../');
  const title = escapeHtml(`/${path}`);
  const items = names.map((name) => {
    const address = name.replace(/[^/]+/g, encodeURIComponent);
    return `<li><a href="./${escapeHtml(address)}">${escapeHtml(name)}</a>\n`;
  });
  return `<!DOCTYPE html>\n<title>${title}</title>\n<h1>${title}</h1>\n<ul>\n${items.join('')}</ul>\n`;
}

function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
