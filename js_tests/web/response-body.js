// The body of a Response is read once, in any form, or as a stream.
const enc = new TextEncoder(),
  dec = new TextDecoder();
const t = caseOutcome;

runCases('responseBody', [
  [
    async () => {
      const r = new Response('abc');
      const c = r.clone();
      return [await r.text(), await c.text(), r.bodyUsed];
    },
    ['abc', 'abc', true],
  ],
  [
    async () => {
      const r = new Response('abc');
      await r.text();
      return [await t(() => r.text()), await t(() => r.clone()), await t(() => r.body.getReader())];
    },
    [
      "TypeError: Failed to execute 'text' on 'Response': body stream already read",
      "TypeError: Failed to execute 'clone' on 'Response': Response body is already used",
      "TypeError: Failed to execute 'getReader' on 'ReadableStream': ReadableStreamDefaultReader constructor can only accept readable streams that are not yet locked to a reader",
    ],
  ],
  [
    async () => {
      const r = new Response('abc');
      r.body.getReader();
      return [r.bodyUsed, await t(() => r.text()), await t(() => r.clone())];
    },
    [
      false,
      "TypeError: Failed to execute 'text' on 'Response': body stream is locked",
      "TypeError: Failed to execute 'clone' on 'Response': Response body is already used",
    ],
  ],
  [
    async () => {
      const r = new Response('{"a":1}');
      return r.json();
    },
    {a: 1},
  ],
  [
    async () => {
      const r = new Response(null);
      return [await r.text(), r.bodyUsed, (await r.arrayBuffer()).byteLength, (await r.blob()).size];
    },
    ['', false, 0, 0],
  ],
  [
    async () => {
      const r = new Response('abc', {headers: {'content-type': 'Text/X; charset=UTF-8'}});
      const b = await r.blob();
      return [b.type, b.size];
    },
    ['text/x; charset=utf-8', 3],
  ],
  [
    async () => {
      const b = await new Response('é').bytes();
      return [b.constructor.name, b.length];
    },
    ['Uint8Array', 2],
  ],
  [async () => new Response(new Uint8Array([0xef, 0xbb, 0xbf, 65])).text(), 'A'],
  [
    async () => {
      const r = new Response(
        new ReadableStream({
          start(c) {
            c.enqueue(enc.encode('ab'));
            c.enqueue(enc.encode('c'));
            c.close();
          },
        }),
      );
      return r.text();
    },
    'abc',
  ],
  [
    async () =>
      new Response(
        new ReadableStream({
          start(c) {
            c.enqueue('str');
            c.close();
          },
        }),
      ).text(),
    'TypeError: Failed to fetch',
  ],
  [
    async () =>
      new Response(
        new ReadableStream({
          start(c) {
            c.error(new RangeError('q'));
          },
        }),
      ).text(),
    'TypeError: Failed to fetch',
  ],
  [
    () => {
      const s = new ReadableStream();
      s.getReader();
      return new Response(s);
    },
    "TypeError: Failed to construct 'Response': Response body object should not be disturbed or locked",
  ],
  [
    async () => {
      const s = new ReadableStream({
        start(c) {
          c.close();
        },
      });
      await s.cancel();
      return new Response(s);
    },
    "TypeError: Failed to construct 'Response': Response body object should not be disturbed or locked",
  ],
  [
    async () => {
      const r = new Response('x');
      const b = r.body;
      return [
        b === r.body,
        b instanceof ReadableStream,
        await t(async () => {
          const x = b.getReader({mode: 'byob'});
          const y = await x.read(new Uint8Array(5));
          return y.value.length;
        }),
      ];
    },
    [true, true, 1],
  ],
  [
    async () => {
      const r = new Response('abc');
      const rd = r.body.getReader();
      const x = await rd.read();
      return [x.value.constructor.name, r.bodyUsed];
    },
    ['Uint8Array', true],
  ],
  [
    async () => {
      const f = Response.prototype.text;
      return f.call({});
    },
    "TypeError: Failed to execute 'text' on 'Response': Illegal invocation",
  ],
  [
    async () => {
      const p = Response.prototype.json.call(5);
      return [p instanceof Promise, await t(() => p)];
    },
    [true, "TypeError: Failed to execute 'json' on 'Response': Illegal invocation"],
  ],
  [
    async () => {
      const r = new Response('abc');
      const c = r.clone();
      const rd = r.body.getReader();
      await rd.read();
      return [await c.text(), c.bodyUsed];
    },
    ['abc', true],
  ],
  [
    async () => {
      const r = new Response(new Blob(['q'], {type: 'x/y'}));
      return (await r.blob()).type;
    },
    'x/y',
  ],
]);
