// The control connection of a client: commands in, replies out, one after the other.
'use strict';

const LINE_LIMIT = 4096;

// What a client is told of an error of an entry.
const FAILURES = {
  NotFoundError: 'No such file or directory',
  TypeMismatchError: 'Not the right kind of file',
  SecurityError: 'Not allowed',
  NoModificationAllowedError: 'Read only',
  InvalidModificationError: 'Not possible: a folder has to be empty, a name not taken',
  PathExistsError: 'It is there already',
  EncodingError: 'No such name is possible',
};

class Session {
  constructor(connection, folder) {
    this.connection = connection;
    this.folder = folder;
    this.path = '/';
    this.dataPort = null;
    this.restartAt = 0;
    this.renameFrom = null;
    this.done = false;
    this.decoder = new TextDecoder();
    this.encoder = new TextEncoder();
  }

  async run() {
    await this.reply(220, 'A Chrome App is at your service');
    try {
      while (!this.done) {
        const line = await this.connection.readLine(LINE_LIMIT);
        if (line === null) {
          await this.reply(500, 'The line is too long');
          return;
        }
        await this.obey(this.decoder.decode(line).replace(/\r?\n$/, ''));
      }
    } finally {
      if (this.dataPort) this.dataPort.close();
    }
  }

  async obey(line) {
    const [, name, argument] = /^(\S*) ?(.*)$/.exec(line);
    const command = name.toUpperCase();
    const run = Object.prototype.hasOwnProperty.call(COMMANDS, command) && COMMANDS[command];
    if (!run) {
      await this.reply(502, `${command.slice(0, 20)} is not known here`);
      return;
    }
    try {
      await run.call(this, argument);
    } catch (error) {
      if (error instanceof ConnectionClosed) throw error;
      await this.reply(550, FAILURES[error.name] || error.message);
    }
    if (command !== 'RNFR') this.renameFrom = null;
  }

  reply(code, text) {
    return this.connection.send(this.encoder.encode(`${code} ${text}\r\n`));
  }

  replyLines(code, first, lines, last) {
    const text = [`${code}-${first}`, ...lines.map((line) => ` ${line}`), `${code} ${last}`, ''].join('\r\n');
    return this.connection.send(this.encoder.encode(text));
  }

  // The absolute path that a path of the client stands for. It does not lead above the folder.
  resolve(path) {
    const parts = [];
    for (const part of (path.startsWith('/') ? path : `${this.path}/${path}`).split('/')) {
      if (part === '..') parts.pop();
      else if (part !== '' && part !== '.') parts.push(part);
    }
    return `/${parts.join('/')}`;
  }

  // The position that REST asked for, which counts once.
  takeRestart() {
    const position = this.restartAt;
    this.restartAt = 0;
    return position;
  }

  async passive() {
    if (this.dataPort) this.dataPort.close();
    this.dataPort = await DataPort.open('127.0.0.1');
    return this.dataPort.port;
  }

  // Lets transfer use a data connection, and says how it ended.
  async transfer(what, transfer) {
    if (!this.dataPort) {
      await this.reply(425, 'Ask for a port first: PASV or EPSV');
      return;
    }
    const { dataPort } = this;
    this.dataPort = null;
    await this.reply(150, what);
    const data = await dataPort.connected;
    dataPort.close();
    if (!data) {
      await this.reply(425, 'Nobody came to the data port');
      return;
    }
    try {
      await transfer(data);
    } catch (error) {
      data.close();
      if (this.connection.ended) throw error;
      if (error instanceof ConnectionClosed) await this.reply(426, 'The data connection broke');
      else await this.reply(451, FAILURES[error.name] || error.message);
      return;
    }
    data.close();
    await this.reply(226, 'Done');
  }

  sendLines(what, lines) {
    const text = lines.map((line) => `${line}\r\n`).join('');
    return this.transfer(what, async (data) => {
      if (text) await data.send(this.encoder.encode(text));
    });
  }

  async send(file, position) {
    await this.transfer(`${file.size - position} bytes follow`, async (data) => {
      // The next block is read while the last one is sent.
      let block = await readBlock(file, position);
      while (block.length > 0) {
        position += block.length;
        this.connection.idle = 0;
        [block] = await Promise.all([readBlock(file, position), data.send(block)]);
      }
    });
  }

  async receive(path, position) {
    const entry = await this.folder.file(path, { create: true });
    await this.transfer('Send it', async (data) => {
      const writing = await Writing.begin(entry, position);
      for (;;) {
        const bytes = await data.readSome(BLOCK_SIZE).catch((error) => {
          if (error instanceof ConnectionClosed) return null; // the end of the data is the end of the file
          throw error;
        });
        if (!bytes) return;
        this.connection.idle = 0;
        await writing.write(new Blob([bytes]));
      }
    });
  }
}

const FEATURES = ['EPSV', 'MDTM', 'MLSD', 'PASV', 'REST STREAM', 'SIZE', 'UTF8'];

// The commands. this is the session.
const COMMANDS = {
  async USER() { await this.reply(331, 'Any password will do'); },
  async PASS() { await this.reply(230, 'Welcome'); },
  async ACCT() { await this.reply(202, 'Not needed'); },
  async SYST() { await this.reply(215, 'UNIX Type: L8'); },
  async FEAT() { await this.replyLines(211, 'Beyond RFC 959:', FEATURES, 'End'); },
  async HELP() { await this.replyLines(214, 'Known:', [Object.keys(COMMANDS).join(' ')], 'End'); },
  async OPTS(argument) {
    if (/^UTF8 ON$/i.test(argument)) await this.reply(200, 'It always is');
    else await this.reply(501, 'No such option');
  },
  async NOOP() { await this.reply(200, 'Still here'); },
  async QUIT() {
    this.done = true;
    await this.reply(221, 'Goodbye');
  },

  async TYPE(argument) {
    if (/^(A( N)?|I|L 8)$/i.test(argument)) await this.reply(200, 'Files are sent as they are');
    else await this.reply(504, 'A or I');
  },
  async MODE(argument) { await this.reply(/^S$/i.test(argument) ? 200 : 504, 'Streams only'); },
  async STRU(argument) { await this.reply(/^F$/i.test(argument) ? 200 : 504, 'Files only'); },

  async PASV() {
    const port = await this.passive();
    await this.reply(227, `Entering Passive Mode (127,0,0,1,${port >> 8},${port & 0xFF})`);
  },
  async EPSV(argument) {
    if (/^2$/.test(argument)) await this.reply(522, 'Network protocol not supported, use (1)');
    else if (/^ALL$/i.test(argument)) await this.reply(200, 'So be it');
    else await this.reply(229, `Entering Extended Passive Mode (|||${await this.passive()}|)`);
  },
  async PORT() { await this.reply(502, 'Passive only: PASV or EPSV'); },
  async EPRT() { await this.reply(502, 'Passive only: PASV or EPSV'); },

  async PWD() { await this.reply(257, `"${this.path.replace(/"/g, '""')}"`); },
  async CWD(argument) {
    const path = this.resolve(argument);
    await this.folder.directory(path);
    this.path = path;
    await this.reply(250, path);
  },
  async CDUP() { await COMMANDS.CWD.call(this, '..'); },
  async MKD(argument) {
    const path = this.resolve(argument);
    await this.folder.directory(path, { create: true, exclusive: true });
    await this.reply(257, `"${path.replace(/"/g, '""')}" made`);
  },
  async RMD(argument) {
    await this.folder.removeDirectory(this.resolve(argument));
    await this.reply(250, 'Removed');
  },
  async DELE(argument) {
    await this.folder.remove(this.resolve(argument));
    await this.reply(250, 'Removed');
  },
  async RNFR(argument) {
    const path = this.resolve(argument);
    await this.folder.entry(path);
    this.renameFrom = path;
    await this.reply(350, 'To what?');
  },
  async RNTO(argument) {
    if (!this.renameFrom) {
      await this.reply(503, 'RNFR comes first');
      return;
    }
    await this.folder.rename(this.renameFrom, this.resolve(argument));
    await this.reply(250, 'Renamed');
  },

  async LIST(argument) {
    const path = this.resolve(argument.replace(/^(-\S+ ?)+/, '')); // clients give options of ls
    await this.sendLines('The list follows', (await this.folder.list(path)).map(listLine));
  },
  async NLST(argument) {
    const entries = await this.folder.list(this.resolve(argument));
    await this.sendLines('The names follow', entries.map((entry) => entry.name));
  },
  async MLSD(argument) {
    await this.sendLines('The list follows', (await this.folder.list(this.resolve(argument))).map(factsLine));
  },
  async SIZE(argument) {
    await this.reply(213, (await fileOf(await this.folder.file(this.resolve(argument)))).size);
  },
  async MDTM(argument) {
    const file = await fileOf(await this.folder.file(this.resolve(argument)));
    await this.reply(213, timestamp(new Date(file.lastModified)));
  },

  async REST(argument) {
    if (!/^\d+$/.test(argument)) {
      await this.reply(501, 'A number of bytes');
      return;
    }
    this.restartAt = Number(argument);
    await this.reply(350, `From ${this.restartAt} on`);
  },
  async RETR(argument) {
    const file = await fileOf(await this.folder.file(this.resolve(argument)));
    await this.send(file, Math.min(this.takeRestart(), file.size));
  },
  async STOR(argument) { await this.receive(this.resolve(argument), this.takeRestart()); },
  async APPE(argument) {
    const path = this.resolve(argument);
    const file = await this.folder.file(path).then(fileOf, () => null);
    await this.receive(path, file ? file.size : 0);
  },
  async ABOR() { await this.reply(226, 'Nothing is under way'); },
};
COMMANDS.XPWD = COMMANDS.PWD;
COMMANDS.XCWD = COMMANDS.CWD;
COMMANDS.XCUP = COMMANDS.CDUP;
COMMANDS.XMKD = COMMANDS.MKD;
COMMANDS.XRMD = COMMANDS.RMD;
