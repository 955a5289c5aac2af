// fetch from a server that the manifest permits.
// manifest: {"permissions": ["http://127.0.0.1/*"]}
const hs = (h) =>
  [...h]
    .filter((p) => p[0] != 'date')
    .map((p) => p.join(': '))
    .join(' | ');
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
const S = webServer;
const e = encodeURIComponent;

runCases(
  'fetchHttp',
  [
    [
      async () => fetch(S + '?body=hey').then(async (r) => [rp(r), await r.text()]),
      [
        [
          'basic',
          'http://server/?body=hey',
          false,
          200,
          true,
          'OK',
          'content-type: text/plain; charset=utf-8 | transfer-encoding: chunked',
          false,
          '[object ReadableStream]',
        ],
        'hey',
      ],
    ],
    [
      async () => fetch(S + '?status=404&body=no').then(rp),
      [
        'basic',
        'http://server/?status=404&body=no',
        false,
        404,
        false,
        'Not Found',
        'content-type: text/plain; charset=utf-8 | transfer-encoding: chunked',
        false,
        '[object ReadableStream]',
      ],
    ],
    [
      async () => fetch(S + '?status=302&h=' + e('Location:' + S + 'x?body=q')).then(async (r) => [rp(r), await r.text()]),
      [
        [
          'basic',
          'http://server/x?body=q',
          true,
          200,
          true,
          'OK',
          'content-type: text/plain; charset=utf-8 | transfer-encoding: chunked',
          false,
          '[object ReadableStream]',
        ],
        'q',
      ],
    ],
    [
      async () => fetch(S + '?status=302&h=' + e('Location:/x?body=q'), {redirect: 'error'}).then(rp),
      'TypeError: Failed to fetch',
    ],
    [
      async () => fetch(S + '?status=302&h=' + e('Location:/x?body=q'), {redirect: 'manual'}).then(rp),
      ['opaqueredirect', 'http://server/?status=302&h=Location%3A%2Fx%3Fbody%3Dq', false, 0, false, '', '', false, null],
    ],
    [
      async () => fetch(S + '?status=302').then(rp),
      [
        'basic',
        'http://server/?status=302',
        false,
        302,
        false,
        'Found',
        'content-type: text/plain; charset=utf-8 | transfer-encoding: chunked',
        false,
        '[object ReadableStream]',
      ],
    ],
    [
      async () => fetch(S + '?gzip&body=compressed').then(async (r) => [rp(r), await r.text()]),
      [
        [
          'basic',
          'http://server/?gzip&body=compressed',
          false,
          200,
          true,
          'OK',
          'content-encoding: gzip | transfer-encoding: chunked',
          false,
          '[object ReadableStream]',
        ],
        'compressed',
      ],
    ],
    [
      async () => fetch(S + '?body=x', {method: 'HEAD'}).then(async (r) => [rp(r), await r.text()]),
      [
        [
          'basic',
          'http://server/?body=x',
          false,
          200,
          true,
          'OK',
          'content-type: text/plain; charset=utf-8',
          false,
          '[object ReadableStream]',
        ],
        '',
      ],
    ],
    [
      async () => fetch(S + '?status=204').then(async (r) => [rp(r), await r.text()]),
      [['basic', 'http://server/?status=204', false, 204, true, 'No Content', '', false, '[object ReadableStream]'], ''],
    ],
    [
      async () => {
        const o = [];
        const r = (await fetch(S + '?chunks=3')).body.getReader();
        for (;;) {
          const x = await r.read();
          if (x.done) break;
          o.push(new TextDecoder().decode(x.value));
        }
        return o.join('');
      },
      'part 0;part 1;part 2;',
    ],
    [
      async () => {
        const r = await fetch(S + '?chunks=1&hang');
        await r.body.cancel();
        return r.bodyUsed;
      },
      true,
    ],
    [
      async () =>
        fetch(S, {
          method: 'POST',
          body: new ReadableStream({
            start(c) {
              c.enqueue(new TextEncoder().encode('st'));
              c.close();
            },
          }),
          duplex: 'half',
        }).then((r) => r.json()),
      'TypeError: Failed to fetch',
    ],
    [
      async () => {
        await fetch(S + '?h=' + e('Set-Cookie:ck=v; Path=/'), {credentials: 'include'});
        const a = await fetch(S, {credentials: 'include'}).then((r) => r.json());
        const b = await fetch(S).then((r) => r.json());
        const c = await fetch(S, {credentials: 'omit'}).then((r) => r.json());
        return [a.headers.cookie, b.headers.cookie, c.headers.cookie];
      },
      ['ck=v', 'ck=v', null],
    ],
    [
      async () => fetch(S + '?h=' + e('Set-Cookie:a=b') + '&h=X-A:1&h=X-A:2').then((r) => hs(r.headers)),
      'content-type: text/plain; charset=utf-8 | transfer-encoding: chunked | x-a: 1, 2',
    ],
    [
      async () => fetch(S + '?body=x', {mode: 'no-cors'}).then(rp),
      [
        'basic',
        'http://server/?body=x',
        false,
        200,
        true,
        'OK',
        'content-type: text/plain; charset=utf-8 | transfer-encoding: chunked',
        false,
        '[object ReadableStream]',
      ],
    ],
    [
      async () => fetch(S + '?body=x', {mode: 'same-origin'}).then(rp),
      [
        'basic',
        'http://server/?body=x',
        false,
        200,
        true,
        'OK',
        'content-type: text/plain; charset=utf-8 | transfer-encoding: chunked',
        false,
        '[object ReadableStream]',
      ],
    ],
    [async () => fetch(S + '?status=302&h=' + e('Location:data:,x')).then(rp), 'TypeError: Failed to fetch'],
    [async () => fetch(S + '?status=302&h=' + e('Location:' + location.origin + '/data.json')).then(rp), 'TypeError: Failed to fetch'],
    [async () => fetch(S + '?body=a#frag').then((r) => r.url), 'http://server/?body=a'],
    [async () => fetch(S + '?status=500').then((r) => [r.status, r.statusText, r.ok]), [500, 'Internal Server Error', false]],
    [async () => fetch(S + '?status=302&h=' + e('Location:/y?body=q#two') + '#one').then((r) => r.url), 'http://server/y?body=q'],
    [
      async () => {
        const r = await fetch(S + '?size=300000');
        const b = await r.arrayBuffer();
        return [b.byteLength, new Uint8Array(b)[299999]];
      },
      [300000, 54],
    ],
    [
      async () => {
        const r = await fetch(S + '?size=3000');
        const c = r.clone();
        return [(await r.blob()).size, (await c.text()).length];
      },
      [3000, 3000],
    ],
    [
      async () =>
        fetch(S + 'é?ü')
          .then((r) => r.json())
          .then((x) => x.path),
      '/%C3%A9?%C3%BC',
    ],
    [
      async () =>
        fetch(S + '?h=' + e('Content-Type:text/html; charset=latin1') + '&body=x').then(async (r) => (await r.blob()).type),
      'text/html; charset=latin1',
    ],
    [async () => fetch(S, {priority: 'high', keepalive: true}).then((r) => r.status), 200],
  ],
  withoutOrigins,
);
