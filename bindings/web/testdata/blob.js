// Cases of Blob, File and FileReader; blob.json holds what Chrome answers to them. shape.js runs first.
'use strict';

// What Chrome has and this host has not.
const absent = ['stream', 'textStream'];

const bytesOf = async (blob) => Array.from(new Uint8Array(await blob.arrayBuffer()));
const contents = (...args) => new Blob(...args).text();
const rejection = (promise) => promise.then((v) => 'fulfilled ' + v, text);
const events = ['loadstart', 'progress', 'load', 'abort', 'error', 'loadend'];
const reading = (start) => new Promise((resolve) => {
  const r = new FileReader(), list = [];
  for (const type of events) r.addEventListener(type, (e) => list.push([e.type, e instanceof ProgressEvent, e.loaded, e.total, e.lengthComputable, r.readyState, r.result === null]));
  r.onloadend = () => resolve({list, result: r.result instanceof ArrayBuffer ? Array.from(new Uint8Array(r.result)) : r.result, error: r.error && text(r.error)});
  start(r);
});
const result = async (method, blob, ...args) => (await reading((r) => r[method](blob, ...args))).result;
const units = (s) => Array.from(s, (c) => c.codePointAt(0).toString(16)).join(' ');

const cases = {
  'Blob shape': () => shape(Blob),
  'File shape': () => shape(File),
  'FileReader shape': () => shape(FileReader),
  'FileList shape': () => shape(FileList),
  'FileList constructor': () => new FileList(),

  'nothing': () => [new Blob().size, new Blob().type, new Blob(undefined).size, String(new Blob()), Object.keys(new Blob())],
  'parts that are no sequence': () => [null, 'abc', 5, {}, () => {}, {length: 1, 0: 'a'}, {[Symbol.iterator]: 5}, true, Symbol('s')].map((v) => thrown(() => new Blob(v).size)),
  'parts of every kind': () => contents(['a', 1, null, undefined, {}, [1, 2], new Uint8Array([98]), new Uint8Array([99, 100, 101]).subarray(1, 2), new DataView(new Uint8Array([102, 103]).buffer, 1), new Uint8Array([104]).buffer, new Blob(['i']), new File(['j'], 'n'), new Uint16Array([0x6b6b]), true, new String('l')]),
  'part that is a symbol': () => new Blob([Symbol('s')]),
  'part that throws': () => new Blob([{toString() { throw new RangeError('r'); }}]),
  'parts from an iterator': () => contents((function* () { yield 'a'; yield 'b'; })()),
  'parts from a set': () => contents(new Set(['a', 'b'])),
  'parts from a typed array': () => contents(new Uint8Array([1, 2])),
  'parts of a string object': () => contents(new String('abc')),
  'lone surrogate': () => bytesOf(new Blob(['\ud800a\udc00\ud83d\udca9'])),
  'bytes are copied': async () => {
    const a = new Uint8Array([97]);
    const blob = new Blob([a, a.buffer]);
    a[0] = 98;
    return blob.text();
  },
  'options': () => [null, undefined, {}, () => {}].map((o) => new Blob([], o).type),
  'options of another kind': () => [5, 'text', Symbol('s')].map((o) => thrown(() => new Blob([], o))),
  'options are read in order': () => {
    const order = [];
    new Blob([{toString() { order.push('part'); return ''; }}], {get type() { order.push('type'); return ''; }, get endings() { order.push('endings'); return 'native'; }});
    return order;
  },
  'type': () => ['text/plain', 'TEXT/Plain;Charset=UTF-8', 'a\u00e9', 'a\u007f', 'a\u007e', 'a\tb', '\u001f', ' ', null, undefined, 5, {}].map((type) => new Blob([], {type}).type),
  'endings': async () => [await contents(['a\nb\r\nc\rd\n\re'], {endings: 'native'}), await contents(['a\nb\r\nc\rd'], {endings: 'transparent'}), await contents([new Uint8Array([13, 10])], {endings: 'native'}), await contents(['a\r', '\nb'], {endings: 'native'}), thrown(() => new Blob([], {endings: 'x'})), thrown(() => new Blob([], {endings: null})), await contents(['a\r\n'], {endings: undefined})],
  'slice': async () => {
    const b = new Blob(['abc', 'def', 'ghi'], {type: 'text/plain'});
    const list = [];
    for (const args of [[], [2], [2, 4], [-2], [-5, -2], [0, 100], [5, 2], [100], [-100, 2], [undefined, 3], [null, 3], [1.9, 3.9], ['1', '4'], [NaN, 2], [Infinity], [0, -Infinity], [2 ** 53]]) list.push(await b.slice(...args).text());
    return list;
  },
  'slice type': () => [[], [0, 1], [0, 1, 'A/b'], [0, 1, null], [0, 1, '\u00e9'], [0, 1, undefined], [0, 1, 5]].map((args) => new Blob(['abc'], {type: 'text/plain'}).slice(...args).type),
  'slice of a slice': () => new Blob(['abcdefgh']).slice(2, 7).slice(1, 3).text(),
  'slice of a file': () => [new File(['abc'], 'n').slice(1) instanceof File, String(new File(['abc'], 'n').slice(1))],
  'slice with a symbol': () => [thrown(() => new Blob().slice(Symbol('s'))), thrown(() => new Blob().slice(1n)), thrown(() => new Blob().slice(0, 1, Symbol('s')))],
  'attributes on others': () => [thrown(() => Blob.prototype.size), thrown(() => Blob.prototype.slice.call({})), thrown(() => Object.getOwnPropertyDescriptor(Blob.prototype, 'size').get.call(Object.create(new Blob())))],
  'promise methods on others': async () => [await rejection(Blob.prototype.text.call({})), await rejection(Blob.prototype.arrayBuffer.call(1)), await rejection(Blob.prototype.bytes.call(undefined))],
  'text': async () => [await new Blob([new Uint8Array([0xef, 0xbb, 0xbf, 0x61, 0xff, 0x62])]).text(), await new Blob().text()].map(units),
  'text of utf-16': async () => units(await new Blob([new Uint8Array([0xff, 0xfe, 0x61, 0])], {type: 'text/plain;charset=utf-16'}).text()),
  'arrayBuffer': async () => {
    const b = new Blob(['ab']), x = await b.arrayBuffer(), y = await b.arrayBuffer();
    return [x instanceof ArrayBuffer, x !== y, x.byteLength, (await new Blob().arrayBuffer()).byteLength];
  },
  'bytes': async () => {
    const x = await new Blob(['ab']).bytes();
    return [x instanceof Uint8Array, Array.from(x), x.buffer.byteLength];
  },
  'promise order': async () => {
    const order = [];
    const done = new Blob(['a']).text().then(() => order.push('text'));
    Promise.resolve().then(() => order.push('job'));
    order.push('now');
    await done;
    return order;
  },
  'subclass': async () => {
    class Mine extends Blob { constructor() { super(['abc'], {type: 'x/y'}); } get size() { return 'own ' + super.size; } }
    const m = new Mine();
    return [m instanceof Mine, m instanceof Blob, m.size, m.type, await m.text(), String(m), m.slice(1) instanceof Mine, await new Blob([m]).text()];
  },

  'File arguments': () => [[], [[]], [null, 'n'], ['abc', 'n'], [[], Symbol('s')], [[], 'n', 5]].map((args) => thrown(() => new File(...args).name)),
  'File': async () => {
    const f = new File(['abc'], 'dir/na me.txt', {type: 'Text/Plain', lastModified: 86400000});
    return [f.name, f.size, f.type, f.lastModified, f.lastModifiedDate, f.lastModifiedDate instanceof Date, f.lastModifiedDate === f.lastModifiedDate, f.webkitRelativePath, await f.text(), String(f), f instanceof Blob, Object.keys(f)];
  },
  'File lastModified': () => {
    const now = Date.now(), f = new File([], 'n');
    return [f.lastModified >= now, f.lastModified - now < 1000, ...[undefined, null, 1.9, -1, '5', 'x', new Date(7), Infinity].map((lastModified) => lastModified === undefined || new File([], 'n', {lastModified}).lastModified)];
  },
  'File name': () => ['a/b', '', 5, null, '\ud800', 'a:b'].map((name) => units(new File([], name).name)),
  'File options are read in order': () => {
    const order = [];
    new File([], 'n', new Proxy({}, {get: (t, key) => { order.push(key); }}));
    return order;
  },

  'FileReader constants': () => [FileReader.EMPTY, FileReader.LOADING, FileReader.DONE, new FileReader().LOADING],
  'FileReader at first': () => {
    const r = new FileReader();
    return [r.readyState, r.result, r.error, r.onload, String(r), Object.keys(r), r instanceof EventTarget];
  },
  'FileReader arguments': () => ['readAsText', 'readAsArrayBuffer', 'readAsDataURL', 'readAsBinaryString'].map((name) => [[], [null], [{}], ['a']].map((args) => thrown(() => new FileReader()[name](...args)))),
  'FileReader busy': () => {
    const r = new FileReader();
    r.readAsText(new Blob(['a']));
    return ['readAsText', 'readAsArrayBuffer', 'readAsDataURL', 'readAsBinaryString'].map((name) => thrown(() => r[name](new Blob(['b'])))).concat(r.readyState, r.result);
  },
  'readAsText': () => reading((r) => r.readAsText(new Blob(['h\u00e9llo']))),
  'readAsText of nothing': () => reading((r) => r.readAsText(new Blob())),
  'readAsArrayBuffer': () => reading((r) => r.readAsArrayBuffer(new Blob(['abc']).slice(1))),
  'readAsArrayBuffer of nothing': () => reading((r) => r.readAsArrayBuffer(new Blob())),
  'readAsDataURL': async () => [await result('readAsDataURL', new Blob(['abc'], {type: 'text/plain;charset=utf-8'})), await result('readAsDataURL', new Blob(['ab'])), await result('readAsDataURL', new Blob()), await result('readAsDataURL', new Blob([], {type: 'a/b'}))],
  'readAsBinaryString': async () => units(await result('readAsBinaryString', new Blob([new Uint8Array([0, 65, 127, 128, 255])]))),
  'readAsBinaryString of nothing': () => result('readAsBinaryString', new Blob()),
  'readAsText with a label': async () => {
    const b = (type) => new Blob([new Uint8Array([0xe9, 0x80])], {type});
    return [
      units(await result('readAsText', b(''), 'latin1')), units(await result('readAsText', b(''), 'no such')), units(await result('readAsText', b('text/plain;charset=latin1'))),
      units(await result('readAsText', b('text/plain; charset="koi8-r"; a=b'))), units(await result('readAsText', b('text/plain;charset=latin1'), 'utf-8')), units(await result('readAsText', b('text/plain;charset=latin1'), 'no such')),
      units(await result('readAsText', b(''), 'utf-16le')), units(await result('readAsText', b(''), undefined)), units(await result('readAsText', b(''), null)), units(await result('readAsText', b(''), '')),
      units(await result('readAsText', b('charset=latin1'))), units(await result('readAsText', b('text/plain;charset=no'))),
    ];
  },
  'readAsText with a byte order mark': async () => {
    const b = (...bytes) => new Blob([new Uint8Array(bytes)]);
    return [
      units(await result('readAsText', b(0xef, 0xbb, 0xbf, 0x61))), units(await result('readAsText', b(0xff, 0xfe, 0x61, 0))), units(await result('readAsText', b(0xfe, 0xff, 0, 0x61))),
      units(await result('readAsText', b(0xef, 0xbb, 0xbf, 0x61), 'latin1')), units(await result('readAsText', b(0xff, 0xfe, 0x61, 0), 'utf-8')), units(await result('readAsText', b(0xff, 0xfe, 0x61, 0), 'utf-16be')),
      units(await result('readAsText', b(0xef, 0xbb))), units(await result('readAsText', b(0xff, 0xfe))),
    ];
  },
  'result is the same each time': async () => {
    const r = new FileReader();
    r.readAsArrayBuffer(new Blob(['a']));
    await new Promise((resolve) => (r.onload = resolve));
    return r.result === r.result;
  },
  'events are tasks, with promise jobs between': () => new Promise((resolve) => {
    const r = new FileReader(), order = [];
    for (const type of events) {
      r.addEventListener(type, () => { order.push(type + ' 1'); Promise.resolve().then(() => order.push('job of ' + type + ' 1')); });
      r.addEventListener(type, () => { order.push(type + ' 2'); Promise.resolve().then(() => order.push('job of ' + type + ' 2')); });
    }
    r.addEventListener('loadend', () => setTimeout(() => resolve(order), 0));
    r.readAsText(new Blob(['abc']));
    Promise.resolve().then(() => order.push('job'));
    order.push('now');
  }),
  'load and loadend are one task': () => new Promise((resolve) => {
    const r = new FileReader(), order = [];
    for (const type of events) r.addEventListener(type, () => { order.push(type); setTimeout(() => order.push('timer of ' + type), 0); });
    r.addEventListener('loadend', () => setTimeout(() => resolve(order.filter((s) => !/loadstart/.test(s))), 5));
    r.readAsText(new Blob(['abc']));
  }),
  'abort': () => reading((r) => { r.readAsText(new Blob(['abc'])); r.abort(); }),
  'abort at once says so inside the call': () => {
    const r = new FileReader(), order = [];
    for (const type of events) r.addEventListener(type, () => order.push(type));
    r.readAsText(new Blob(['abc']));
    order.push('(');
    r.abort();
    order.push(')', r.readyState, r.result, text(r.error));
    return order;
  },
  'abort in loadstart': () => reading((r) => { r.onloadstart = () => r.abort(); r.readAsText(new Blob(['abc'])); }),
  'abort in progress': () => reading((r) => { r.onprogress = () => r.abort(); r.readAsText(new Blob(['abc'])); }),
  'abort in load': () => reading((r) => { r.onload = () => r.abort(); r.readAsText(new Blob(['abc'])); }),
  'abort without a read': () => {
    const r = new FileReader();
    let count = 0;
    r.onabort = () => count++;
    return [r.abort(), r.readyState, r.error, count];
  },
  'abort when done': async () => {
    const r = new FileReader();
    r.readAsText(new Blob(['abc']));
    await new Promise((resolve) => (r.onloadend = resolve));
    let count = 0;
    r.onabort = r.onloadend = () => count++;
    r.abort();
    return [r.readyState, r.result, r.error, count];
  },
  'read again in load': () => new Promise((resolve) => {
    const r = new FileReader(), list = [];
    for (const type of events) r.addEventListener(type, (e) => list.push(type + ' ' + r.result));
    let again = true;
    r.onload = () => { if (again) { again = false; r.readAsText(new Blob(['second'])); } };
    let ends = 0;
    r.onloadend = () => setTimeout(() => resolve(list), 100);
    r.readAsText(new Blob(['first']));
  }),
  'read again in loadend': () => new Promise((resolve) => {
    const r = new FileReader(), list = [];
    for (const type of events) r.addEventListener(type, (e) => list.push(type + ' ' + r.result));
    let again = true;
    r.onloadend = () => { if (again) { again = false; r.readAsText(new Blob(['second'])); } else resolve(list); };
    r.readAsText(new Blob(['first']));
  }),
  'read again in abort': () => new Promise((resolve) => {
    const r = new FileReader(), list = [];
    for (const type of events) r.addEventListener(type, (e) => list.push(type + ' ' + r.result));
    let again = true;
    r.onabort = () => { if (again) { again = false; r.readAsText(new Blob(['second'])); } };
    r.onload = () => setTimeout(() => resolve(list), 0);
    r.readAsText(new Blob(['first']));
    r.abort();
  }),
  'read again after abort': () => new Promise((resolve) => {
    const r = new FileReader(), list = [];
    for (const type of events) r.addEventListener(type, (e) => list.push(type + ' ' + r.result));
    r.readAsText(new Blob(['first']));
    r.abort();
    r.readAsText(new Blob(['second']));
    r.onloadend = () => resolve(list);
  }),
  'two readers': () => new Promise((resolve) => {
    const order = [];
    const start = (name) => {
      const r = new FileReader();
      r.onload = () => { order.push(name); if (order.length === 2) resolve(order.sort()); };
      r.readAsText(new Blob([name]));
    };
    start('a');
    start('b');
  }),
  'big blob': () => new Promise((resolve) => {
    const part = new Uint8Array(1 << 20).fill(7), r = new FileReader(), list = [];
    for (const type of ['loadstart', 'load', 'loadend']) r.addEventListener(type, (e) => list.push([e.type, e.loaded, e.total]));
    r.onloadend = () => resolve([list, r.result.byteLength, new Uint8Array(r.result)[3145727]]);
    r.readAsArrayBuffer(new Blob([part, part, part]));
  }),
  'FileReader subclass': () => new Promise((resolve) => {
    class Mine extends FileReader { get name() { return 'mine'; } }
    const m = new Mine();
    m.onload = function () { resolve([this === m, m.name, m.result]); };
    m.readAsText(new Blob(['x']));
  }),
  'events are trusted': () => new Promise((resolve) => {
    const r = new FileReader();
    r.onload = (e) => resolve([e.isTrusted, e.bubbles, e.cancelable, e.target === r, e.currentTarget === r, e.eventPhase, String(e)]);
    r.readAsText(new Blob(['x']));
  }),
};
