// Cases of TextEncoder and TextDecoder, each a function. encoding.json holds what Chrome answers to them.
// The host gives detach(buffer); in a browser it is structuredClone(buffer, {transfer: [buffer]}).
'use strict';

const bytes = (...list) => new Uint8Array(list);
const encoder = new TextEncoder();
const encode = (...args) => Array.from(encoder.encode(...args));
const decode = (input, label, options) => new TextDecoder(label, options).decode(bytes(...input));
const properties = (...args) => {
  const d = new TextDecoder(...args);
  return [d.encoding, d.fatal, d.ignoreBOM];
};
const into = (text, size) => {
  const target = new Uint8Array(size);
  return [encoder.encodeInto(text, target), Array.from(target)];
};
// Chunks are [stream, ...bytes]; null is a call without arguments.
const stream = (label, options, ...chunks) => {
  const d = new TextDecoder(label, options);
  return chunks.map((chunk) => attempt(() => (chunk ? d.decode(bytes(...chunk.slice(1)), {stream: chunk[0]}) : d.decode())));
};
const attempt = (f) => {
  try {
    return f();
  } catch (e) {
    return e.constructor.name + ': ' + e.message;
  }
};
const shape = (C) => ({
  prototype: Reflect.ownKeys(C.prototype).map((key) => {
    const d = Object.getOwnPropertyDescriptor(C.prototype, key);
    return [String(key), d.enumerable, d.configurable, d.writable, typeof d.value, d.value && d.value.length, d.get && d.get.name, d.set === undefined];
  }),
  length: C.length,
  name: C.name,
  own: Reflect.ownKeys(C).sort(),
  prototypeWritable: Object.getOwnPropertyDescriptor(C, 'prototype').writable,
  globalEnumerable: Object.getOwnPropertyDescriptor(globalThis, C.name).enumerable,
  instance: Reflect.ownKeys(new C()),
  text: String(new C()),
  source: String(C),
  subclass: (() => {
    class Sub extends C {}
    const sub = new Sub();
    return [sub instanceof Sub, sub instanceof C, sub.encoding, sub.constructor === Sub];
  })(),
});

const cases = {
  'TextEncoder shape': () => shape(TextEncoder),
  'TextDecoder shape': () => shape(TextDecoder),

  'encode nothing': () => encode(),
  'encode undefined': () => encode(undefined),
  'encode null': () => encode(null),
  'encode number': () => encode(12),
  'encode object': () => encode({toString: () => 'o'}),
  'encode symbol': () => encode(Symbol('x')),
  'encode ascii': () => encode('abc'),
  'encode two, three and four bytes': () => encode('\u00e9\u20ac\ud83d\udca9'),
  'encode lone high surrogate': () => encode('a\ud800b'),
  'encode lone low surrogate': () => encode('\udc00'),
  'encode reversed pair': () => encode('\udca9\ud83d'),
  'encode result': () => [encoder.encode('abc').constructor.name, encoder.encode('abc').buffer.byteLength],
  'encode on another object': () => TextEncoder.prototype.encode.call({}, 'a'),
  'encoding on the prototype': () => TextEncoder.prototype.encoding,
  'TextEncoder encoding': () => encoder.encoding,
  'TextEncoder without new': () => TextEncoder(),

  'encodeInto too small': () => into('abc', 2),
  'encodeInto too small for one character': () => into('\u00e9', 1),
  'encodeInto stops at a character': () => into('\u00e9a', 2),
  'encodeInto pair does not fit': () => into('\ud83d\udca9', 3),
  'encodeInto pair': () => into('\ud83d\udca9', 4),
  'encodeInto surrogate': () => into('\ud800x', 4),
  'encodeInto surrogate only': () => into('\ud800x', 3),
  'encodeInto rest too long': () => into('a\u20ac', 3),
  'encodeInto larger target': () => into('ab', 4),
  'encodeInto empty': () => into('', 0),
  'encodeInto subarray': () => {
    const target = new Uint8Array(6);
    encoder.encodeInto('xyz', target.subarray(2, 4));
    return Array.from(target);
  },
  'encodeInto detached': () => {
    const target = new Uint8Array(2);
    detach(target.buffer);
    return encoder.encodeInto('a', target);
  },
  'encodeInto no arguments': () => encoder.encodeInto(),
  'encodeInto one argument': () => encoder.encodeInto('a'),
  'encodeInto array': () => encoder.encodeInto('a', []),
  'encodeInto Uint16Array': () => encoder.encodeInto('a', new Uint16Array(2)),
  'encodeInto Uint8ClampedArray': () => encoder.encodeInto('a', new Uint8ClampedArray(2)),
  'encodeInto null': () => encoder.encodeInto('a', null),

  'label default': () => properties(),
  'label undefined': () => properties(undefined),
  'label null': () => properties(null),
  'label number': () => properties(5),
  'label symbol': () => properties(Symbol('q')),
  'label unknown': () => properties('x'),
  'label empty': () => properties(''),
  'label in white space': () => properties(' \t\n\f\rUTF-8 '),
  'label in other white space': () => properties('\u00a0utf-8'),
  'label with vertical tab': () => properties('\vutf-8'),
  'label with zero': () => properties('utf-8\0'),
  'label with Kelvin sign': () => properties('\u212aoi8-r'),
  'label with letters': () => properties('\u00e9'),
  'label replacement': () => properties('replacement'),
  'label iso-2022-kr': () => properties('iso-2022-kr'),
  'labels': () =>
    ['utf8', 'unicode-1-1-utf-8', 'x-unicode20utf8', 'latin1', 'ascii', 'iso-8859-1', 'utf-16', 'ucs-2', 'unicodefffe', 'sjis', 'gb2312', 'ks_c_5601-1987', 'iso-8859-8-i', 'logical', 'x-user-defined', 'macintosh', 'big5-hkscs', 'x-x-big5', 'cp1251', 'koi8-ru', 'dos-874']
      .map((label) => properties(label)[0]),
  'options fatal and ignoreBOM': () => properties('utf-8', {fatal: 'x', ignoreBOM: 1}),
  'options null': () => properties('utf-8', null),
  'options number': () => properties('utf-8', 5),
  'options string': () => properties('utf-8', 's'),
  'options order': () => {
    const order = [];
    properties('utf-8', {get ignoreBOM() { order.push('ignoreBOM'); }, get fatal() { order.push('fatal'); }});
    return order;
  },
  'options throw': () => properties('utf-8', {get fatal() { throw new RangeError('mine'); }}),
  'options throw before label': () => properties('nope', {get fatal() { throw new RangeError('mine'); }}),
  'TextDecoder without new': () => TextDecoder(),
  'encoding on the TextDecoder prototype': () => TextDecoder.prototype.encoding,
  'decode on another object': () => TextDecoder.prototype.decode.call({}),

  'decode nothing': () => new TextDecoder().decode(),
  'decode undefined': () => new TextDecoder().decode(undefined),
  'decode null': () => new TextDecoder().decode(null),
  'decode number': () => new TextDecoder().decode(5),
  'decode string': () => new TextDecoder().decode('abc'),
  'decode object': () => new TextDecoder().decode({}),
  'decode array': () => new TextDecoder().decode([1]),
  'decode options number': () => new TextDecoder().decode(bytes(65), 5),
  'decode options null': () => new TextDecoder().decode(bytes(65), null),
  'decode options and wrong input': () => new TextDecoder().decode(5, {get stream() { throw new RangeError('mine'); }}),
  'decode ArrayBuffer': () => new TextDecoder().decode(bytes(65, 66).buffer),
  'decode DataView': () => new TextDecoder().decode(new DataView(bytes(65, 66, 67).buffer, 1)),
  'decode Uint16Array': () => new TextDecoder().decode(new Uint16Array([0x4241])),
  'decode subarray': () => new TextDecoder().decode(bytes(65, 66, 67).subarray(1, 2)),
  'decode detached view': () => {
    const view = bytes(65, 66);
    detach(view.buffer);
    return new TextDecoder().decode(view);
  },
  'decode detached DataView': () => {
    const view = new DataView(new ArrayBuffer(2));
    detach(view.buffer);
    return new TextDecoder().decode(view);
  },
  'decode detached buffer': () => {
    const buffer = new ArrayBuffer(2);
    detach(buffer);
    return new TextDecoder().decode(buffer);
  },
  'decode keeps no memory': () => {
    const view = bytes(65);
    const text = new TextDecoder().decode(view);
    view[0] = 66;
    return text;
  },

  'utf-8 truncated': () => [[0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x92], [0xf0, 0x9f, 0x92, 65]].map((b) => decode(b)),
  'utf-8 overlong': () => [[0xc0, 0xaf], [0xe0, 0x80, 0xaf], [0xf0, 0x80, 0x80, 0x41]].map((b) => decode(b)),
  'utf-8 surrogates': () => [[0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf], [0xed, 0x9f, 0xbf]].map((b) => decode(b)),
  'utf-8 too large': () => [[0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80], [0xf4, 0x8f, 0xbf, 0xbf]].map((b) => decode(b)),
  'utf-8 never valid': () => [[0xfe, 0xff], [0x80, 0xbf], [0xc1]].map((b) => decode(b)),
  'utf-8 resumes': () => [[0xc3, 0xc3, 0xa9], [0xf1, 0x80, 0x80, 0xc3, 0xa9], [0xe2, 0x41], [0xe2, 0x82, 0x41]].map((b) => decode(b)),
  'utf-8 replacement character': () => decode([0xef, 0xbf, 0xbd, 65], 'utf-8', {fatal: true}),
  'utf-8 noncharacters and zero': () => decode([0, 0xef, 0xbf, 0xbf, 0x7f]),
  'utf-8 fatal': () => decode([65, 0xff], 'utf-8', {fatal: true}),
  'utf-8 BOM': () => decode([0xef, 0xbb, 0xbf, 65]),
  'utf-8 BOM kept': () => decode([0xef, 0xbb, 0xbf, 65], 'utf-8', {ignoreBOM: true}),
  'utf-8 BOM twice': () => decode([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf]),
  'utf-8 BOM inside': () => decode([65, 0xef, 0xbb, 0xbf]),

  'stream': () => stream('utf-8', {}, [true, 0xf0, 0x9f], [true, 0x92], [true, 0xa9], [false]),
  'stream breaks at once': () => stream('utf-8', {}, [true, 0xf0, 0x41], [false]),
  'stream breaks after two bytes': () => stream('utf-8', {}, [true, 0xf0, 0x9f, 0x41], [false]),
  'stream breaks in the next chunk': () => stream('utf-8', {}, [true, 0xf0, 0x9f], [true, 0x41], [false]),
  'stream impossible second byte': () => stream('utf-8', {}, [true, 0xe0], [true, 0x80], [false]),
  'stream flush': () => stream('utf-8', {}, [true, 0xe2, 0x82], [false]),
  'stream flush without arguments': () => stream('utf-8', {}, [true, 0xe2, 0x82], null),
  'stream BOM split': () => stream('utf-8', {}, [true, 0xef], [true, 0xbb], [true, 0xbf, 65], [false]),
  'stream BOM of each stream': () => stream('utf-8', {}, [false, 0xef, 0xbb, 0xbf, 65], [false, 0xef, 0xbb, 0xbf, 66]),
  'stream BOM only in front': () => stream('utf-8', {}, [true, 0xef, 0xbb, 0xbf, 65], [true, 0xef, 0xbb, 0xbf, 66]),
  'stream BOM alone': () => stream('utf-8', {}, [true, 0xef, 0xbb, 0xbf], [true, 0xef, 0xbb, 0xbf, 66]),
  'stream BOM after empty chunk': () => stream('utf-8', {}, [true], [true, 0xef, 0xbb, 0xbf, 66]),
  'stream BOM broken': () => stream('utf-8', {}, [true, 0xef, 0xbb], [true, 0x41], [false]),
  'stream fatal at flush': () => stream('utf-8', {fatal: true}, [true, 0xe2, 0x82], [false], [false, 65]),
  'stream fatal': () => stream('utf-8', {fatal: true}, [true, 0xff], [true, 65], [false, 66]),
  'stream fatal in a character': () => stream('utf-8', {fatal: true}, [true, 65, 0xe2], [true, 0xff], [true, 0x82, 66], [false, 67]),
  'stream fatal then BOM': () => stream('utf-8', {fatal: true}, [false, 0xff], [false, 0xef, 0xbb, 0xbf, 66]),
  'stream fatal with BOM': () => stream('utf-8', {fatal: true}, [true, 0xef, 0xbb, 0xbf, 0xff], [true, 0xef, 0xbb, 0xbf, 66]),

  'utf-16 stream': () => stream('utf-16le', {}, [true, 0x3d], [true, 0xd8, 0xa9], [true, 0xdc], [false]),
  'utf-16 high surrogate at the end': () => stream('utf-16le', {}, [true, 0x3d, 0xd8], [false]),
  'utf-16 low surrogates': () => stream('utf-16le', {}, [false, 0x00, 0xdc, 0x00, 0xdc]),
  'utf-16 high surrogate and letter': () => stream('utf-16le', {}, [false, 0x3d, 0xd8, 0x41, 0x00]),
  'utf-16 high surrogates and pair': () => stream('utf-16le', {}, [false, 0x3d, 0xd8, 0x3d, 0xd8, 0xa9, 0xdc]),
  'utf-16 odd byte': () => stream('utf-16le', {}, [false, 0x41, 0x00, 0x42]),
  'utf-16 high surrogate and odd byte': () => stream('utf-16le', {}, [true, 0x3d, 0xd8, 0x42], [false]),
  'utf-16 odd byte in stream': () => stream('utf-16le', {}, [true, 0x3d, 0xd8, 0x42], [true, 0x00], [false]),
  'utf-16 BOM': () => stream('utf-16le', {}, [false, 0xff, 0xfe, 0x41, 0x00]),
  'utf-16 BOM kept': () => stream('utf-16le', {ignoreBOM: true}, [false, 0xff, 0xfe, 0x41, 0x00]),
  'utf-16 BOM of the other order': () => stream('utf-16le', {}, [false, 0xfe, 0xff, 0x41, 0x00]),
  'utf-16 BOM split': () => stream('utf-16le', {}, [true, 0xff], [true, 0xfe, 0x41], [true, 0x00]),
  'utf-16be': () => stream('utf-16be', {}, [false, 0xfe, 0xff, 0x00, 0x41, 0xd8, 0x3d, 0xdc, 0xa9]),
  'utf-16 fatal': () => stream('utf-16le', {fatal: true}, [false, 0x00, 0xdc], [false, 0x41, 0x00]),
  'utf-16 fatal at flush': () => stream('utf-16le', {fatal: true}, [true, 0x3d, 0xd8], [false]),

  'windows-1252': () => decode([0x41, 0x80, 0x81, 0x9d, 0xe9, 0xff], 'latin1'),
  'windows-1252 is never fatal': () => decode([0x81], 'windows-1252', {fatal: true}),
  'windows-1253 hole': () => decode([0xaa, 0xe1], 'windows-1253'),
  'windows-1253 fatal': () => decode([0xaa], 'windows-1253', {fatal: true}),
  'iso-8859-8-i': () => decode([0xe0, 0x80], 'iso-8859-8-i'),
  'x-user-defined': () => decode([0x41, 0x80, 0xff], 'x-user-defined'),
  'koi8-r': () => decode([0xd0, 0xd2, 0xc9], 'koi8-r'),
  'shift_jis': () => stream('shift_jis', {}, [true, 0x82], [true, 0xa0], [false], [false, 0xb1]),
  'shift_jis flush': () => stream('shift_jis', {}, [true, 0x82], [false]),
  'shift_jis fatal': () => stream('shift_jis', {fatal: true}, [false, 0x82], [false, 0x82, 0xa0]),
  'euc-jp': () => stream('euc-jp', {}, [false, 0x8f, 0xb0, 0xa1], [false, 0x8e, 0xb1]),
  'iso-2022-jp': () => stream('iso-2022-jp', {}, [false, 0x1b, 0x24, 0x42, 0x24, 0x22, 0x1b, 0x28, 0x42, 0x41]),
  'gb18030': () => stream('gb18030', {}, [false, 0x81, 0x30, 0x81, 0x30], [false, 0xc4, 0xe3], [false, 0x80]),
  'gbk': () => stream('gbk', {}, [true, 0xc4], [false, 0xe3]),
  'big5': () => stream('big5', {}, [false, 0xa4, 0xa4]),
  'euc-kr': () => stream('euc-kr', {}, [false, 0xb0, 0xa1], [false, 0xb0, 0x41], [false, 0xb0]),
};

const results = () => {
  const all = {};
  for (const name of Object.keys(cases)) all[name] = attempt(cases[name]);
  return JSON.stringify(all, null, 1);
};
