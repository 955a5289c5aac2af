// CompressionStream and DecompressionStream, in all formats, and what is refused.
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

runCases('compression', [
  [
    async () => {
      const r = {};
      for (const f of ['gzip', 'deflate', 'deflate-raw']) {
        const c = await new Response(
          new Blob(['hello hello hello']).stream().pipeThrough(new CompressionStream(f)),
        ).arrayBuffer();
        r[f] = [
          c.byteLength < 40,
          f === 'deflate-raw' || new Uint8Array(c)[0],
          await new Response(new Blob([c]).stream().pipeThrough(new DecompressionStream(f))).text(),
        ];
      }
      return r;
    },
    {
      gzip: [true, 31, 'hello hello hello'],
      deflate: [true, 120, 'hello hello hello'],
      'deflate-raw': [true, true, 'hello hello hello'],
    },
  ],
  [() => new CompressionStream('x'), "TypeError: Failed to construct 'CompressionStream': Unsupported compression format: 'x'"],
  [() => new CompressionStream(), "TypeError: Failed to construct 'CompressionStream': 1 argument required, but only 0 present."],
  [
    async () => new Response(new Blob(['hello']).stream().pipeThrough(new DecompressionStream('gzip'))).text(),
    'TypeError: Failed to fetch',
  ],
  [
    async () => {
      const c = await new Response(
        new Blob(['hello hello hello']).stream().pipeThrough(new CompressionStream('gzip')),
      ).arrayBuffer();
      return new Response(new Blob([c.slice(0, -3)]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
    },
    'TypeError: Failed to fetch',
  ],
  [
    async () => {
      const c = await new Response(new Blob(['hello']).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
      return new Response(new Blob([c, 'xx']).stream().pipeThrough(new DecompressionStream('gzip'))).text();
    },
    'TypeError: Failed to fetch',
  ],
  [
    async () => all(rs(['x']).pipeThrough(new CompressionStream('gzip'))),
    "TypeError: The provided value is not of type '(ArrayBuffer or ArrayBufferView)'.",
  ],
  [
    async () => {
      const c = new CompressionStream('deflate');
      const w = c.writable.getWriter();
      w.write(new Uint8Array(100000));
      w.close();
      const o = [];
      const r = c.readable.getReader();
      for (;;) {
        const x = await r.read();
        if (x.done) break;
        o.push(x.value.constructor.name);
      }
      return o[0];
    },
    'Uint8Array',
  ],
  [
    async () => {
      const big = 'x'.repeat(200000);
      const c = await new Response(new Blob([big]).stream().pipeThrough(new CompressionStream('deflate'))).arrayBuffer();
      const o = [];
      const r = new Blob([c]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
      for (;;) {
        const x = await r.read();
        if (x.done) break;
        o.push(x.value.length);
      }
      return o;
    },
    [65536, 65536, 65536, 3392],
  ],
]);
