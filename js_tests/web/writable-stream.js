// WritableStream: order, back-pressure, close and abort.
const t = caseOutcome;

runCases('writableStream', [
  [
    async () => {
      const s = new WritableStream();
      const w = s.getWriter();
      w.close();
      return [
        await t(() => w.write(1)),
        await t(() => w.close()),
        await t(() => w.closed),
        await t(() => w.write(1)),
        await t(() => w.close()),
        w.desiredSize,
      ];
    },
    [
      'TypeError: Cannot write to a closing writable stream',
      'TypeError: Cannot close a CLOSED writable stream',
      'undefined',
      'TypeError: Cannot write to a CLOSED writable stream',
      'TypeError: Cannot close a CLOSED writable stream',
      0,
    ],
  ],
  [
    async () => {
      const s = new WritableStream({
        abort(r) {
          return Promise.reject(new Error('ab' + r));
        },
      });
      const w = s.getWriter();
      return [await t(() => w.abort('r')), await t(() => w.write(1)), await t(() => w.closed), await t(() => w.ready)];
    },
    ['Error: abr', 'thrown r', 'thrown r', 'thrown r'],
  ],
  [
    async () => {
      const s = new WritableStream();
      const w = s.getWriter();
      await w.abort();
      return [await t(() => w.write(1)), await t(() => w.closed)];
    },
    ['thrown undefined', 'thrown undefined'],
  ],
  [
    async () => {
      const s = new WritableStream({
        write() {
          throw new Error('wt');
        },
      });
      const w = s.getWriter();
      return [await t(() => w.write(1)), await t(() => w.write(1)), await t(() => w.closed)];
    },
    ['Error: wt', 'Error: wt', 'Error: wt'],
  ],
  [
    async () => {
      let sig;
      const s = new WritableStream({
        start(c) {
          sig = c.signal;
        },
        write() {
          return new Promise(() => {});
        },
      });
      const w = s.getWriter();
      w.write(1);
      await null;
      await new Promise((r) => setTimeout(r, 1));
      w.abort('why');
      return [sig.aborted, sig.reason, sig instanceof AbortSignal];
    },
    [true, 'why', true],
  ],
  [
    async () => {
      const l = [];
      const s = new WritableStream(
        {
          start() {
            l.push('s');
          },
          write(c) {
            l.push(c);
          },
          close() {
            l.push('c');
          },
        },
        {highWaterMark: 2},
      );
      const w = s.getWriter();
      l.push(w.desiredSize);
      w.write('a');
      w.write('b');
      l.push(w.desiredSize);
      await w.ready;
      l.push(w.desiredSize);
      await w.close();
      return l;
    },
    ['s', 2, 0, 'a', 'b', 1, 'c'],
  ],
]);
