// Blob.stream gives the bytes of a Blob, to readers of both kinds.
const enc = new TextEncoder(),
  dec = new TextDecoder();
const all = async (s) => {
  const r = s.getReader(),
    o = [];
  for (;;) {
    const {value, done} = await r.read();
    if (done) return o;
    o.push(value instanceof Uint8Array ? 'u8:' + dec.decode(value) : value);
  }
};
const show = (x) => (x instanceof Uint8Array ? 'u8:' + dec.decode(x) : x);
const t = caseOutcome;

runCases('blobStream', [
  [
    async () => {
      const s = new Blob(['abc', 'def']).stream();
      const r = [String(s), s.locked];
      r.push(await all(s));
      r.push(await all(new Blob([]).stream()));
      return r;
    },
    ['[object ReadableStream]', false, ['u8:abcdef'], []],
  ],
  [
    async () => {
      const r = new Blob(['abcdef']).stream().getReader({mode: 'byob'});
      const a = await r.read(new Uint8Array(4));
      const b = await r.read(new Uint8Array(4));
      const c = await r.read(new Uint8Array(4));
      return [show(a.value), show(b.value), c.done, c.value && c.value.length];
    },
    ['u8:abcd', 'u8:ef', true, 0],
  ],
  [
    async () => {
      const s = new Blob(['abc']).stream();
      return [await t(() => s.cancel()), await all(s)];
    },
    ['undefined', []],
  ],
]);
