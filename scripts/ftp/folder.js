// The files below a folder, by absolute paths in the manner of FTP: '/' is the folder.
'use strict';

const BLOCK_SIZE = 256 * 1024;

class Folder {
  constructor(root) {
    this.root = root;
  }

  // Makes a promise of a call with two callbacks, as the methods of entries have them.
  static call(start) {
    return new Promise((resolve, reject) => start(resolve, reject));
  }

  file(path, flags = {}) {
    return Folder.call((done, failed) => this.root.getFile(path.slice(1), flags, done, failed));
  }

  directory(path, flags = {}) {
    return Folder.call((done, failed) => this.root.getDirectory(path.slice(1) || '.', flags, done, failed));
  }

  // The entry, whatever it is.
  entry(path) {
    return this.file(path).catch((error) => {
      if (error.name !== 'TypeMismatchError') throw error;
      return this.directory(path);
    });
  }

  // All entries of a folder with what a list tells of them, by name. A reader gives them by the hundred.
  async list(path) {
    const reader = (await this.directory(path)).createReader();
    const entries = [];
    for (;;) {
      const some = await Folder.call((done, failed) => reader.readEntries(done, failed));
      if (some.length === 0) break;
      entries.push(...some);
    }
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    return Promise.all(entries.map(describe));
  }

  async remove(path) {
    const entry = await this.file(path);
    return Folder.call((done, failed) => entry.remove(done, failed));
  }

  async removeDirectory(path) {
    const entry = await this.directory(path);
    return Folder.call((done, failed) => entry.remove(done, failed));
  }

  async rename(from, to) {
    const entry = await this.entry(from);
    const parent = await this.directory(to.replace(/\/[^/]*$/, '') || '/');
    return Folder.call((done, failed) => entry.moveTo(parent, to.replace(/^.*\//, ''), done, failed));
  }
}

async function describe(entry) {
  const metadata = await Folder.call((done, failed) => entry.getMetadata(done, failed));
  return { name: entry.name, isDirectory: entry.isDirectory, size: metadata.size, modified: metadata.modificationTime };
}

async function fileOf(entry) {
  return Folder.call((done, failed) => entry.file(done, failed));
}

function readBlock(blob, position) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsArrayBuffer(blob.slice(position, position + BLOCK_SIZE));
  });
}

// Writes a file. Each step waits for the one before.
class Writing {
  static async begin(entry, position) {
    const writing = new Writing();
    writing.writer = await Folder.call((done, failed) => entry.createWriter(done, failed));
    await writing.step((writer) => writer.truncate(position));
    writing.writer.seek(position);
    return writing;
  }

  write(blob) { return this.step((writer) => writer.write(blob)); }

  step(start) {
    return new Promise((resolve, reject) => {
      this.writer.onwriteend = () => (this.writer.error ? reject(this.writer.error) : resolve());
      start(this.writer);
    });
  }
}

// ---- what lists look like ----

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const HALF_A_YEAR = 182 * 24 * 3600 * 1000;

const twoDigits = (n) => String(n).padStart(2, '0');

// A line as ls -l has it, which is what clients expect of LIST.
function listLine({ name, isDirectory, size, modified }) {
  const recent = Math.abs(Date.now() - modified) < HALF_A_YEAR;
  const time = recent ? `${twoDigits(modified.getUTCHours())}:${twoDigits(modified.getUTCMinutes())}` : ` ${modified.getUTCFullYear()}`;
  const date = `${MONTHS[modified.getUTCMonth()]} ${String(modified.getUTCDate()).padStart(2)} ${time}`;
  return `${isDirectory ? 'drwxr-xr-x' : '-rw-r--r--'} 1 ftp ftp ${String(size).padStart(12)} ${date} ${name}`;
}

// A time as RFC 3659 writes it.
function timestamp(date) {
  return date.toISOString().replace(/[-:T]|\..*/g, '');
}

// A line of MLSD (RFC 3659, section 7).
function factsLine({ name, isDirectory, size, modified }) {
  const facts = [`type=${isDirectory ? 'dir' : 'file'}`, `modify=${timestamp(modified)}`];
  if (!isDirectory) facts.push(`size=${size}`);
  return `${facts.join(';')}; ${name}`;
}
