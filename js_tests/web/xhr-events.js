// The events of an XMLHttpRequest, in order: of one that succeeds, fails, is aborted, or is opened anew.
// manifest: {"permissions": ["http://127.0.0.1/*"]}
const S = webServer;
const types = ['loadstart', 'progress', 'load', 'error', 'abort', 'timeout', 'loadend'];
const run = (f, opt = {}) =>
  new Promise((res) => {
    const x = new XMLHttpRequest(),
      l = [];
    x.onreadystatechange = () => l.push('rs' + x.readyState);
    for (const n of types) {
      x.addEventListener(n, (ev) =>
        l.push(n + x.readyState + (n == 'progress' ? '' : ',' + ev.loaded + '/' + ev.total + (ev.lengthComputable ? 'c' : ''))),
      );
      if (opt.up)
        x.upload.addEventListener(n, (ev) => l.push('up-' + n + (n == 'progress' ? '' : ',' + ev.loaded + '/' + ev.total)));
    }
    x.addEventListener('loadend', () =>
      setTimeout(() => {
        const o = [
          l.filter((v, i) => v !== l[i - 1] || !/progress|rs3/.test(v)).join(' '),
          x.status,
          x.statusText,
          x.responseURL,
          x.readyState,
        ];
        if (opt.then) o.push(opt.then(x));
        res(o);
      }),
    );
    f(x, l);
  });
const get = (u, opt, f) =>
  run((x) => {
    x.open('GET', u);
    f && f(x);
    x.send();
  }, opt);
const e = encodeURIComponent;

runCases(
  'xhrEvents',
  [
    [
      () =>
        get(S + '?body=hey', {
          then: (x) => [
            x.responseText,
            x.getAllResponseHeaders().replace(/date: .*\r\n/, ''),
            x.getResponseHeader('Content-Type'),
            x.getResponseHeader('nope'),
          ],
        }),
      [
        'rs1 loadstart1,0/0 rs2 rs3 progress3 rs4 load4,3/0 loadend4,3/0',
        200,
        'OK',
        'http://server/?body=hey',
        4,
        ['hey', 'content-type: text/plain; charset=utf-8\r\ntransfer-encoding: chunked\r\n', 'text/plain; charset=utf-8', null],
      ],
    ],
    [
      () => get(S + '?status=404&body=no', {then: (x) => x.responseText}),
      [
        'rs1 loadstart1,0/0 rs2 rs3 progress3 rs4 load4,2/0 loadend4,2/0',
        404,
        'Not Found',
        'http://server/?status=404&body=no',
        4,
        'no',
      ],
    ],
    [
      () => get(S + '?status=302&h=' + e('Location:/x?body=q'), {then: (x) => x.responseText}),
      ['rs1 loadstart1,0/0 rs2 rs3 progress3 rs4 load4,1/0 loadend4,1/0', 200, 'OK', 'http://server/x?body=q', 4, 'q'],
    ],
    [
      () =>
        run((x, l) => {
          x.open('GET', S + '?body=x');
          x.send();
          x.abort();
          l.push('after');
        }),
      ['rs1 loadstart1,0/0 rs4 abort4,0/0 loadend4,0/0 after', 0, '', '', 0],
    ],
    [
      () => {
        const x = new XMLHttpRequest();
        const l = [];
        x.onabort = () => l.push('a');
        x.onreadystatechange = () => l.push(x.readyState);
        x.abort();
        x.open('GET', 'x');
        x.abort();
        return [l, x.readyState];
      },
      [[1], 1],
    ],
    [
      () =>
        run((x, l) => {
          x.open('GET', S + '?body=x');
          x.onload = () => {
            x.abort();
            l.push('ab' + x.readyState + x.status);
          };
          x.send();
        }),
      ['rs1 loadstart1,0/0 rs2 rs3 progress3 rs4 load4,1/0 ab00 loadend0,0/0', 0, '', '', 0],
    ],
    [
      () => get(S + '?gzip&body=zipped', {then: (x) => [x.responseText, x.getResponseHeader('content-encoding')]}),
      [
        'rs1 loadstart1,0/0 rs2 rs3 progress3 rs4 load4,6/0 loadend4,6/0',
        200,
        'OK',
        'http://server/?gzip&body=zipped',
        4,
        ['zipped', 'gzip'],
      ],
    ],
    [
      () => {
        const u = URL.createObjectURL(new Blob(['hey'], {type: 'a/b'}));
        return get(u, {then: (x) => [x.responseText, x.getAllResponseHeaders().replace(/date: .*\r\n/, ''), x.responseURL === u]}).then((r) => {
          r[3] = '';
          return r;
        });
      },
      [
        'rs1 loadstart1,0/0 rs2 rs3 progress3 rs4 load4,3/3c loadend4,3/3c',
        200,
        'OK',
        '',
        4,
        ['hey', 'content-length: 3\r\ncontent-type: a/b\r\n', true],
      ],
    ],
    [
      () => get('data:text/html,hi', {then: (x) => [x.responseText, x.getAllResponseHeaders()]}),
      [
        'rs1 loadstart1,0/0 rs2 rs3 progress3 rs4 load4,2/2c loadend4,2/2c',
        200,
        'OK',
        'data:text/html,hi',
        4,
        ['hi', 'content-type: text/html\r\n'],
      ],
    ],
    [() => get('blob:' + location.origin + '/x'), ['rs1 loadstart1,0/0 rs4 error4,0/0 loadend4,0/0', 0, '', '', 4]],
    [
      () => get(S + '?body=x&h=X-B:1&h=X-B:2', {then: (x) => x.getResponseHeader('x-b')}),
      [
        'rs1 loadstart1,0/0 rs2 rs3 progress3 rs4 load4,1/0 loadend4,1/0',
        200,
        'OK',
        'http://server/?body=x&h=X-B:1&h=X-B:2',
        4,
        '1, 2',
      ],
    ],
  ],
  withoutOrigins,
);
