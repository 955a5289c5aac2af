// fetch of data URLs.
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

runCases('fetchDataUrl', [
  [
    async () => fetch('data:,hello%20w').then(async (r) => [rp(r), await r.text()]),
    [
      [
        'basic',
        'data:,hello%20w',
        false,
        200,
        true,
        'OK',
        'content-type: text/plain;charset=US-ASCII',
        false,
        '[object ReadableStream]',
      ],
      'hello w',
    ],
  ],
  [
    async () => fetch('data:text/html;base64,PGI+').then(async (r) => [rp(r), await r.text()]),
    [
      [
        'basic',
        'data:text/html;base64,PGI+',
        false,
        200,
        true,
        'OK',
        'content-type: text/html',
        false,
        '[object ReadableStream]',
      ],
      '<b>',
    ],
  ],
  [async () => fetch('data:x'), 'TypeError: Failed to fetch'],
  [
    async () => fetch('data:text/plain;charset=utf-8;x=y,%e2%82%ac').then(async (r) => [hs(r.headers), await r.text()]),
    ['content-type: text/plain;x=y;charset=utf-8', '€'],
  ],
  [async () => fetch('data:;base64,!'), 'TypeError: Failed to fetch'],
  [
    async () => fetch('data:,x', {method: 'POST'}).then(rp),
    ['basic', 'data:,x', false, 200, true, 'OK', 'content-type: text/plain;charset=US-ASCII', false, '[object ReadableStream]'],
  ],
  [async () => fetch('data:;charset=x,y').then((r) => hs(r.headers)), 'content-type: text/plain;charset=x'],
  [
    async () => fetch('data:foo,y#frag').then(async (r) => [hs(r.headers), await r.text(), r.url]),
    ['content-type: text/plain;charset=US-ASCII', 'y', 'data:foo,y'],
  ],
  [
    async () => fetch('data:,x', {mode: 'same-origin'}).then(rp),
    ['basic', 'data:,x', false, 200, true, 'OK', 'content-type: text/plain;charset=US-ASCII', false, '[object ReadableStream]'],
  ],
]);
