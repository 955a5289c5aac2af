// pipeTo and pipeThrough, with errors and aborts in both directions.
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

runCases('streamPipe', [
  [
    async () => {
      const l = [];
      await rs([1, 2]).pipeTo(
        new WritableStream({
          write(x) {
            l.push(x);
          },
          close() {
            l.push('close');
          },
        }),
      );
      return l;
    },
    [1, 2, 'close'],
  ],
  [
    async () => {
      const l = [];
      const c = new AbortController();
      const p = new ReadableStream({
        cancel(r) {
          l.push('cancel', r);
        },
      }).pipeTo(
        new WritableStream({
          abort(r) {
            l.push('abort', r);
          },
        }),
        {signal: c.signal},
      );
      c.abort('R');
      l.push(await t(() => p));
      return l;
    },
    ['abort', 'R', 'cancel', 'R', 'thrown R'],
  ],
  [
    async () => {
      const l = [];
      const s = new ReadableStream({
        start(c) {
          c.error(new Error('E'));
        },
      });
      l.push(
        await t(() =>
          s.pipeTo(
            new WritableStream({
              abort(r) {
                l.push(r.message);
              },
            }),
          ),
        ),
      );
      const s2 = new ReadableStream({
        cancel(r) {
          l.push('c' + r.message);
        },
        pull(c) {
          c.enqueue(1);
        },
      });
      l.push(
        await t(() =>
          s2.pipeTo(
            new WritableStream({
              write() {
                throw new Error('W');
              },
            }),
          ),
        ),
      );
      return l;
    },
    ['E', 'Error: E', 'cW', 'Error: W'],
  ],
  [
    async () => {
      const w = new WritableStream();
      await rs([1]).pipeTo(w, {preventClose: true});
      return [w.locked, await t(() => w.getWriter().write(1))];
    },
    [false, 'undefined'],
  ],
  [
    async () =>
      all(
        rs(['a', 'b']).pipeThrough(
          new TransformStream({
            start(c) {
              c.enqueue('S');
            },
            transform(x, c) {
              c.enqueue(x + x);
            },
            flush(c) {
              c.enqueue('F');
            },
          }),
        ),
      ),
    ['S', 'aa', 'bb', 'F'],
  ],
  [async () => all(rs([1, 2]).pipeThrough(new TransformStream())), [1, 2]],
  [
    async () => {
      const ts = new TransformStream({
        transform() {
          throw new Error('T');
        },
      });
      const w = ts.writable.getWriter();
      const r = ts.readable.getReader();
      const p = r.read();
      w.write(1).catch(() => {});
      return [await t(() => p), await t(() => w.closed)];
    },
    ['Error: T', 'Error: T'],
  ],
  [
    async () => {
      const ts = new TransformStream({
        transform(x, c) {
          c.terminate();
        },
      });
      const w = ts.writable.getWriter();
      const r = ts.readable.getReader();
      const p = r.read();
      return [await t(() => w.write(1)), await p, await t(() => w.write(1)), await t(() => w.closed)];
    },
    [
      'undefined',
      {done: true},
      'TypeError: The transform stream has been terminated',
      'TypeError: The transform stream has been terminated',
    ],
  ],
]);
