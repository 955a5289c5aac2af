// ReadableStream: its controller, back-pressure, cancel and tee.
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
const t = caseOutcome;

runCases('readableStream', [
  [
    () => [
      Object.keys(new ReadableStream()),
      JSON.stringify(new WritableStream()),
      String(new TransformStream()),
      Object.getOwnPropertyNames(new ReadableStream()),
    ],
    [[], '{}', '[object TransformStream]', []],
  ],
  [
    async () => {
      let k;
      const s = new ReadableStream({
        start(c) {
          k = c;
        },
      });
      k.close();
      const r = [await t(() => k.enqueue(1)), await t(() => k.close())];
      return r;
    },
    [
      "TypeError: Failed to execute 'enqueue' on 'ReadableStreamDefaultController': Cannot enqueue a chunk into a readable stream that is closed or has been requested to be closed",
      "TypeError: Failed to execute 'close' on 'ReadableStreamDefaultController': Cannot close a readable stream that has already been requested to be closed",
    ],
  ],
  [
    async () => {
      let k;
      const s = new ReadableStream({
        start(c) {
          k = c;
        },
      });
      k.error(new Error('z'));
      return [await t(() => k.enqueue(1)), await t(() => k.close()), await t(() => s.getReader().read()), k.desiredSize];
    },
    [
      "TypeError: Failed to execute 'enqueue' on 'ReadableStreamDefaultController': Cannot enqueue a chunk into an errored readable stream",
      "TypeError: Failed to execute 'close' on 'ReadableStreamDefaultController': Cannot close an errored readable stream",
      'Error: z',
      null,
    ],
  ],
  [
    async () => {
      let k;
      const s = new ReadableStream({
        start(c) {
          k = c;
        },
      });
      k.enqueue(1);
      k.close();
      return [await t(() => k.enqueue(1)), await t(() => k.close()), k.desiredSize];
    },
    [
      "TypeError: Failed to execute 'enqueue' on 'ReadableStreamDefaultController': Cannot enqueue a chunk into a readable stream that is closed or has been requested to be closed",
      "TypeError: Failed to execute 'close' on 'ReadableStreamDefaultController': Cannot close a readable stream that has already been requested to be closed",
      0,
    ],
  ],
  [
    async () => {
      const l = [];
      let n = 0;
      const s = new ReadableStream(
        {
          pull(c) {
            l.push('pull');
            c.enqueue(n++);
          },
        },
        {highWaterMark: 2},
      );
      await new Promise((r) => setTimeout(r, 1));
      const r = s.getReader();
      l.push((await r.read()).value);
      await new Promise((r) => setTimeout(r, 1));
      l.push((await r.read()).value);
      return l;
    },
    ['pull', 'pull', 'pull', 0, 'pull', 1],
  ],
  [
    async () => {
      const l = [];
      const s = new ReadableStream(
        {
          pull(c) {
            l.push('p');
            c.enqueue(1);
          },
        },
        new CountQueuingStrategy({highWaterMark: 0}),
      );
      await new Promise((r) => setTimeout(r, 1));
      l.push('r');
      await s.getReader().read();
      return l;
    },
    ['r', 'p'],
  ],
  [
    async () => {
      let k;
      const s = new ReadableStream(
        {
          start(c) {
            k = c;
          },
        },
        {
          size(x) {
            return -1;
          },
        },
      );
      return [await t(() => k.enqueue('abc')), await t(() => s.getReader().read())];
    },
    [
      "RangeError: Failed to execute 'enqueue' on 'ReadableStreamDefaultController': The return value of a queuing strategy's size function must be a finite, non-NaN, non-negative number",
      "RangeError: Failed to execute 'enqueue' on 'ReadableStreamDefaultController': The return value of a queuing strategy's size function must be a finite, non-NaN, non-negative number",
    ],
  ],
  [
    () => [
      new CountQueuingStrategy({highWaterMark: 3}).highWaterMark,
      new CountQueuingStrategy({highWaterMark: 3}).size(9),
      new ByteLengthQueuingStrategy({highWaterMark: '5'}).highWaterMark,
      new ByteLengthQueuingStrategy({highWaterMark: 1}).size({byteLength: 7}),
      CountQueuingStrategy.prototype.hasOwnProperty('size'),
      new CountQueuingStrategy({highWaterMark: 1}).size.name,
      new CountQueuingStrategy({highWaterMark: 1}).size === new CountQueuingStrategy({highWaterMark: 2}).size,
      new CountQueuingStrategy({highWaterMark: 1}).size.length,
      new ByteLengthQueuingStrategy({highWaterMark: 1}).size.length,
    ],
    [3, 1, 5, 7, true, 'size', true, 0, 1],
  ],
  [
    async () => {
      const l = [];
      const s = new ReadableStream({
        cancel(r) {
          l.push(r);
          return 5;
        },
      });
      l.push(await s.cancel('why'));
      l.push(await all(s));
      return l;
    },
    ['why', null, []],
  ],
  [
    async () => {
      const s = new ReadableStream({
        cancel(r) {
          throw new Error('c');
        },
      });
      return [await t(() => s.cancel()), await all(s)];
    },
    ['Error: c', []],
  ],
  [
    async () => {
      const [a, b] = rs([1, 2, 3]).tee();
      return [await all(a), await all(b), Array.isArray(rs([]).tee())];
    },
    [[1, 2, 3], [1, 2, 3], true],
  ],
  [
    async () => {
      const l = [];
      const s = new ReadableStream({
        cancel(r) {
          l.push(r);
        },
      });
      const [a, b] = s.tee();
      const p = a.cancel('a');
      const q = b.cancel('b');
      await p;
      await q;
      return l;
    },
    [['a', 'b']],
  ],
  [
    async () => {
      const o = [];
      const it = rs([1, 2]).values();
      for (;;) {
        const x = await it.next();
        if (x.done) break;
        o.push(x.value);
      }
      return o;
    },
    [1, 2],
  ],
  [
    async () => {
      const s = rs([1, 2, 3]);
      const it = s.values({preventCancel: true});
      await it.next();
      await it.return();
      return all(s);
    },
    [2, 3],
  ],
  [
    async () => {
      const l = [];
      const s = new ReadableStream({
        start(c) {
          l.push('start');
          c.enqueue(1);
        },
        pull() {
          l.push('pull');
        },
      });
      l.push('made');
      const p = s
        .getReader()
        .read()
        .then(() => l.push('read'));
      Promise.resolve().then(() => l.push('m1'));
      await p;
      l.push('end');
      return l;
    },
    ['start', 'made', 'pull', 'read', 'm1', 'end'],
  ],
  [
    async () => {
      const r = new ReadableStream({
        start(c) {
          c.error(1);
        },
      }).getReader();
      return await t(() => r.closed);
    },
    'thrown 1',
  ],
  [
    async () => {
      class X extends ReadableStream {
        foo() {
          return 1;
        }
      }
      const x = new X();
      return [x.foo(), x instanceof ReadableStream, String(x), Object.getPrototypeOf(X) === ReadableStream];
    },
    [1, true, '[object ReadableStream]', true],
  ],
  [
    async () => {
      const l = [];
      const s = new ReadableStream({
        start(c) {
          l.push(c.constructor.name, c.desiredSize, this.k);
        },
        k: 9,
      });
      return l;
    },
    ['ReadableStreamDefaultController', 1, 9],
  ],
  [
    async () => {
      const s = new ReadableStream({
        pull() {
          return Promise.reject(new Error('P'));
        },
      });
      return [await t(() => s.getReader().read())];
    },
    ['Error: P'],
  ],
  [
    () =>
      new ReadableStream({
        start() {
          throw new Error('ST');
        },
      }),
    'Error: ST',
  ],
  [
    async () => {
      const s = new ReadableStream({
        start() {
          return Promise.reject(new Error('S2'));
        },
      });
      return await t(() => s.getReader().read());
    },
    'Error: S2',
  ],
  [
    () =>
      [
        new ReadableStream().getReader(),
        new WritableStream().getWriter(),
        new CompressionStream('gzip'),
        new CountQueuingStrategy({highWaterMark: 1}),
      ].map(String),
    [
      '[object ReadableStreamDefaultReader]',
      '[object WritableStreamDefaultWriter]',
      '[object CompressionStream]',
      '[object CountQueuingStrategy]',
    ],
  ],
  [
    () => {
      let k;
      new ReadableStream({
        start(c) {
          k = c;
        },
      });
      let w;
      new WritableStream({
        start(c) {
          w = c;
        },
      });
      return [String(k), String(w), k.constructor === ReadableStreamDefaultController];
    },
    ['[object ReadableStreamDefaultController]', '[object WritableStreamDefaultController]', true],
  ],
  [() => typeof ReadableStream.from, 'undefined'],
]);
