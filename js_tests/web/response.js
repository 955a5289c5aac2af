// Response: its parts, its static methods, what is refused.
const enc = new TextEncoder(),
  dec = new TextDecoder();
const hs = (h) => [...h].map((p) => p.join(': ')).join(' | ');
const rp = (r) => [
  r.type,
  r.url,
  r.redirected,
  r.status,
  r.ok,
  r.statusText,
  hs(r.headers),
  r.bodyUsed,
  r.body === null ? null : String(r.body),
];

runCases(
  'response',
  [
    [
      async () => {
        const o = [];
        for (const b of [
          's',
          new Blob(['b'], {type: 'a/b'}),
          new Blob(['b']),
          enc.encode('u'),
          enc.encode('u').buffer,
          new URLSearchParams('a=b c'),
          new ReadableStream(),
          5,
          {},
          null,
          undefined,
        ]) {
          const r = new Response(b);
          o.push([r.headers.get('content-type'), r.body === null]);
        }
        const fd = new FormData();
        fd.append('a', 'b');
        o.push(new Response(fd).headers.get('content-type').replace(/[\w]{16}$/, 'XX'));
        return o;
      },
      [
        ['text/plain;charset=UTF-8', false],
        ['a/b', false],
        [null, false],
        [null, false],
        [null, false],
        ['application/x-www-form-urlencoded;charset=UTF-8', false],
        [null, false],
        ['text/plain;charset=UTF-8', false],
        ['text/plain;charset=UTF-8', false],
        [null, true],
        [null, true],
        'multipart/form-data; boundary=----WebKitFormBoundaryXX',
      ],
    ],
    [() => rp(new Response()), ['default', '', false, 200, true, '', '', false, null]],
    [
      () => rp(new Response('abc', {status: 201, statusText: 'Yo', headers: {a: 'b'}})),
      ['default', '', false, 201, true, 'Yo', 'a: b | content-type: text/plain;charset=UTF-8', false, '[object ReadableStream]'],
    ],
    [
      () => new Response('', {status: 199}),
      "RangeError: Failed to construct 'Response': The status provided (199) is outside the range [200, 599].",
    ],
    [
      () => new Response('', {status: 600}),
      "RangeError: Failed to construct 'Response': The status provided (600) is outside the range [200, 599].",
    ],
    [
      () => new Response('', {statusText: 'é€'}),
      "TypeError: Failed to construct 'Response': Failed to read the 'statusText' property from 'ResponseInit': String contains non ISO-8859-1 code point.",
    ],
    [
      () => new Response('x', {status: 204}),
      "TypeError: Failed to construct 'Response': Response with null body status cannot have body",
    ],
    [() => rp(new Response(null, {status: 204})), ['default', '', false, 204, true, '', '', false, null]],
    [() => new Response('', {statusText: 'a\n'}), "TypeError: Failed to construct 'Response': Invalid statusText"],
    [
      () => Response(),
      "TypeError: Failed to construct 'Response': Please use the 'new' operator, this DOM object constructor cannot be called as a function.",
    ],
    [() => rp(Response.error()), ['error', '', false, 0, false, '', '', false, null]],
    [() => rp(Response.redirect('http://a/b')), ['default', '', false, 302, false, '', 'location: http://a/b', false, null]],
    [
      () => rp(Response.redirect('x', 301)),
      ['default', '', false, 301, false, '', 'location: chrome-extension://app/x', false, null],
    ],
    [() => Response.redirect('x', 200), "RangeError: Failed to execute 'redirect' on 'Response': Invalid status code"],
    [
      () => Response.redirect('http://['),
      "TypeError: Failed to execute 'redirect' on 'Response': Failed to parse URL from http://[",
    ],
    [
      () => rp(Response.json({a: [1]})),
      ['default', '', false, 200, true, '', 'content-type: application/json', false, '[object ReadableStream]'],
    ],
    [
      () => rp(Response.json(5, {status: 404, headers: {'content-type': 'x/y'}})),
      ['default', '', false, 404, false, '', 'content-type: x/y', false, '[object ReadableStream]'],
    ],
    [() => Response.json(undefined), "TypeError: Failed to execute 'json' on 'Response': The data is not JSON serializable"],
    [() => Response.json(), "TypeError: Failed to execute 'json' on 'Response': 1 argument required, but only 0 present."],
    [
      () => Response.error().headers.append('a', 'b'),
      "TypeError: Failed to execute 'append' on 'Headers': Headers are immutable",
    ],
    [() => new Response('', 5), "TypeError: Failed to construct 'Response': The provided value is not of type 'ResponseInit'."],
    [
      () => Response.json({}, {status: 204}),
      "TypeError: Failed to execute 'json' on 'Response': Response with null body status cannot have body",
    ],
    [
      () => new Response('', {status: 'abc'}),
      "RangeError: Failed to construct 'Response': The status provided (0) is outside the range [200, 599].",
    ],
    [
      () => new Response('', {headers: 5}),
      "TypeError: Failed to construct 'Response': Failed to read the 'headers' property from 'ResponseInit': The provided value is not of type '(record<ByteString, ByteString> or sequence<sequence<ByteString>>)'.",
    ],
    [() => Object.keys(new Response()), []],
    [() => hs(new Response('', {headers: {'Set-Cookie': 'a', x: 'y'}}).headers), 'content-type: text/plain;charset=UTF-8 | x: y'],
  ],
  withoutOrigins,
);
