// fetch of what a blob URL stands for, whole and in parts.
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

runCases('fetchBlobUrl', [
  [
    async () => {
      const u = URL.createObjectURL(new Blob(['hey'], {type: 'a/b'}));
      const r = await fetch(u);
      return [rp(r).map((x) => (x === u ? 'URL' : x)), await r.text()];
    },
    [['basic', 'URL', false, 200, true, 'OK', 'content-length: 3 | content-type: a/b', false, '[object ReadableStream]'], 'hey'],
  ],
  [
    async () => {
      const u = URL.createObjectURL(new Blob(['hey']));
      const r = await fetch(u);
      return [hs(r.headers), (await r.blob()).type];
    },
    ['content-length: 3 | content-type: ', ''],
  ],
  [
    async () => {
      const u = URL.createObjectURL(new Blob(['hey']));
      URL.revokeObjectURL(u);
      return fetch(u);
    },
    'TypeError: Failed to fetch',
  ],
  [async () => fetch('blob:' + location.origin + '/x'), 'TypeError: Failed to fetch'],
  [
    async () => {
      const u = URL.createObjectURL(new Blob(['hey']));
      return fetch(u, {method: 'POST'});
    },
    'TypeError: Failed to fetch',
  ],
  [
    async () => {
      const u = URL.createObjectURL(new Blob(['hello']));
      const r = await fetch(u, {headers: {Range: 'bytes=1-2'}});
      return [r.status, hs(r.headers), await r.text(), r.statusText];
    },
    [206, 'content-length: 2 | content-range: bytes 1-2/5 | content-type: ', 'el', 'OK'],
  ],
  [
    async () => {
      const u = URL.createObjectURL(new Blob(['hello']));
      const r = await fetch(u + '#x');
      return r.url === u;
    },
    true,
  ],
  [
    async () => {
      const u = URL.createObjectURL(new Blob(['hello']));
      return fetch(u, {method: 'HEAD'}).then((r) => r.status);
    },
    'TypeError: Failed to fetch',
  ],
]);
