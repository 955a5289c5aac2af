// A stream of bytes, and readers that bring their own buffers.
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

runCases('readableByteStream', [
  [
    async () => {
      let k;
      const s = new ReadableStream({
        type: 'bytes',
        start(c) {
          k = c;
        },
      });
      k.enqueue(enc.encode('hello'));
      const r = s.getReader({mode: 'byob'});
      const v = new Uint8Array(3);
      const a = await r.read(v);
      const b = await r.read(new Uint8Array(10), {min: 1});
      k.close();
      const c = await t(() => r.read(new Uint8Array(2)));
      return [show(a.value), show(b.value), v.byteLength, c.done, k.desiredSize];
    },
    ['u8:hel', 'u8:lo', 0, true, 0],
  ],
  [
    async () => {
      const s = new ReadableStream({
        type: 'bytes',
        pull(c) {
          const q = c.byobRequest;
          if (q) {
            q.view[0] = 65;
            q.respond(1);
          }
        },
      });
      const r = s.getReader({mode: 'byob'});
      const a = await r.read(new Uint8Array(4));
      return [show(a.value), a.value.buffer.byteLength];
    },
    ['u8:A', 4],
  ],
  [
    async () => {
      const s = new ReadableStream({
        type: 'bytes',
        autoAllocateChunkSize: 8,
        pull(c) {
          c.byobRequest.view.set([66, 67]);
          c.byobRequest.respond(2);
        },
      });
      const a = await s.getReader().read();
      return [show(a.value), a.value.buffer.byteLength];
    },
    ['u8:BC', 8],
  ],
  [
    async () => {
      let k;
      const s = new ReadableStream({
        type: 'bytes',
        start(c) {
          k = c;
        },
      });
      return [
        await t(() => k.enqueue('x')),
        await t(() => k.enqueue()),
        await t(() => k.enqueue(new Uint8Array(0))),
        k.byobRequest,
        await t(() => s.getReader({mode: 'byob'}).read()),
      ];
    },
    [
      "TypeError: Failed to execute 'enqueue' on 'ReadableByteStreamController': parameter 1 is not of type 'ArrayBufferView'.",
      "TypeError: Failed to execute 'enqueue' on 'ReadableByteStreamController': 1 argument required, but only 0 present.",
      "TypeError: Failed to execute 'enqueue' on 'ReadableByteStreamController': chunk is empty",
      null,
      "TypeError: Failed to execute 'read' on 'ReadableStreamBYOBReader': 1 argument required, but only 0 present.",
    ],
  ],
  [
    async () => {
      const s = new ReadableStream({type: 'bytes'});
      const r = s.getReader({mode: 'byob'});
      return [
        await t(() => r.read(5)),
        await t(() => r.read(new Uint8Array(0))),
        await t(() => r.read(new Uint8Array(2), {min: 0})),
        await t(() => r.read(new Uint8Array(2), {min: 3})),
      ];
    },
    [
      "TypeError: Failed to execute 'read' on 'ReadableStreamBYOBReader': parameter 1 is not of type 'ArrayBufferView'.",
      "TypeError: Failed to execute 'read' on 'ReadableStreamBYOBReader': This readable stream reader cannot be used to read as the view has byte length equal to 0",
      "TypeError: Failed to execute 'read' on 'ReadableStreamBYOBReader': min cannot be 0",
      "RangeError: Failed to execute 'read' on 'ReadableStreamBYOBReader': min cannot be larger than view's length",
    ],
  ],
  [
    async () => {
      let k;
      const s = new ReadableStream({
        type: 'bytes',
        start(c) {
          k = c;
        },
      });
      const u = enc.encode('hi');
      k.enqueue(u);
      return [u.byteLength, await t(() => k.enqueue(u))];
    },
    [0, "TypeError: Failed to execute 'enqueue' on 'ReadableByteStreamController': chunk is empty"],
  ],
  [
    async () => {
      const s = new ReadableStream({
        type: 'bytes',
        start(c) {
          c.enqueue(enc.encode('hey'));
          c.close();
        },
      });
      const [a, b] = s.tee();
      return [await all(a), await all(b)];
    },
    [['u8:hey'], ['u8:hey']],
  ],
  [
    async () => {
      let n = 0;
      const s = new ReadableStream({
        type: 'bytes',
        pull(c) {
          c.enqueue(new Uint8Array([65 + n++]));
        },
      });
      const r = s.getReader({mode: 'byob'});
      const a = await r.read(new Uint8Array(5), {min: 3});
      return show(a.value);
    },
    'u8:ABC',
  ],
  [
    async () => {
      let k;
      const s = new ReadableStream({
        type: 'bytes',
        start(c) {
          k = c;
        },
      });
      k.enqueue(new Uint8Array([1, 2, 3]));
      const r = s.getReader({mode: 'byob'});
      const a = await r.read(new Uint16Array(2));
      k.close();
      return [a.value.constructor.name, a.value.length, await t(() => r.read(new Uint16Array(1)))];
    },
    ['Uint16Array', 1, 'TypeError: close requested'],
  ],
]);
