// TextEncoderStream and TextDecoderStream: characters over the borders of chunks.
const enc = new TextEncoder(),
  dec = new TextDecoder();
const rs = (chunks, opt) =>
  new ReadableStream(
    {
      start(c) {
        for (const x of chunks) c.enqueue(x);
        c.close();
      },
    },
    opt,
  );
const all = async (s) => {
  const r = s.getReader(),
    o = [];
  for (;;) {
    const {value, done} = await r.read();
    if (done) return o;
    o.push(value instanceof Uint8Array ? 'u8:' + dec.decode(value) : value);
  }
};

runCases('textStreams', [
  [
    async () => all(rs(['a', 'é', '\ud83d', '\ude00', '\ud800', 'z']).pipeThrough(new TextEncoderStream())),
    ['u8:a', 'u8:é', 'u8:😀', 'u8:�z'],
  ],
  [
    async () =>
      all(
        rs([new Uint8Array([0xef, 0xbb, 0xbf, 0xe2, 0x82]), new Uint8Array([0xac, 65]), new Uint8Array([0xe2])]).pipeThrough(
          new TextDecoderStream(),
        ),
      ),
    ['€A', '�'],
  ],
  [
    async () => {
      const d = new TextDecoderStream('utf-16', {fatal: true, ignoreBOM: true});
      return [d.encoding, d.fatal, d.ignoreBOM, new TextEncoderStream().encoding, String(d.readable), String(d)];
    },
    ['utf-16le', true, true, 'utf-8', '[object ReadableStream]', '[object TextDecoderStream]'],
  ],
  [
    () => new TextDecoderStream('x'),
    "RangeError: Failed to construct 'TextDecoderStream': The encoding label provided ('x') is invalid.",
  ],
  [
    async () => all(rs([new Uint8Array([0xff])]).pipeThrough(new TextDecoderStream('utf-8', {fatal: true}))),
    'TypeError: The encoded data is not valid.',
  ],
  [
    async () => all(rs(['x']).pipeThrough(new TextDecoderStream())),
    "TypeError: The provided value is not of type '(ArrayBuffer or ArrayBufferView)'.",
  ],
  [async () => all(rs(['a\ud83d']).pipeThrough(new TextEncoderStream())), ['u8:a', 'u8:�']],
  [
    async () =>
      all(
        rs([new Uint8Array([65, 66]).buffer, new DataView(new Uint8Array([67, 68, 69]).buffer, 1)]).pipeThrough(
          new TextDecoderStream(),
        ),
      ),
    ['AB', 'DE'],
  ],
]);
