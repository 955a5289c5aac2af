// What XMLHttpRequest refuses, and when.
const s = (f) => {
  try {
    const v = f();
    return v === undefined ? 'undefined' : v;
  } catch (e) {
    return e.name + ': ' + e.message;
  }
};
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

runCases('xhrErrors', [
  [
    () => new XMLHttpRequest().send(),
    "InvalidStateError: Failed to execute 'send' on 'XMLHttpRequest': The object's state must be OPENED.",
  ],
  [
    () => new XMLHttpRequest().setRequestHeader('a', 'b'),
    "InvalidStateError: Failed to execute 'setRequestHeader' on 'XMLHttpRequest': The object's state must be OPENED.",
  ],
  [
    () => new XMLHttpRequest().open('GET'),
    "TypeError: Failed to execute 'open' on 'XMLHttpRequest': 2 arguments required, but only 1 present.",
  ],
  [
    () => new XMLHttpRequest().open('G T', 'x'),
    "SyntaxError: Failed to execute 'open' on 'XMLHttpRequest': 'G T' is not a valid HTTP method.",
  ],
  [
    () => new XMLHttpRequest().open('TRACE', 'x'),
    "SecurityError: Failed to execute 'open' on 'XMLHttpRequest': 'TRACE' HTTP method is unsupported.",
  ],
  [() => new XMLHttpRequest().open('GET', 'http://['), "SyntaxError: Failed to execute 'open' on 'XMLHttpRequest': Invalid URL"],
  [
    () => new XMLHttpRequest().open('GET', 'x', false),
    "InvalidAccessError: Failed to execute 'open' on 'XMLHttpRequest': Synchronous requests are disabled for this page.",
  ],
  [
    () => {
      const x = new XMLHttpRequest();
      x.open('GET', 'x');
      x.setRequestHeader('a b', 'c');
    },
    "SyntaxError: Failed to execute 'setRequestHeader' on 'XMLHttpRequest': 'a b' is not a valid HTTP header field name.",
  ],
  [
    () => {
      const x = new XMLHttpRequest();
      x.open('GET', 'x');
      x.setRequestHeader('a', 'c\n');
    },
    'undefined',
  ],
  [
    () => XMLHttpRequest(),
    "TypeError: Failed to construct 'XMLHttpRequest': Please use the 'new' operator, this DOM object constructor cannot be called as a function.",
  ],
  [() => new XMLHttpRequestUpload(), "TypeError: Failed to construct 'XMLHttpRequestUpload': Illegal constructor"],
  [() => new XMLHttpRequestEventTarget(), "TypeError: Failed to construct 'XMLHttpRequestEventTarget': Illegal constructor"],
  [
    () => {
      const x = new XMLHttpRequest();
      return [
        x.readyState,
        x.status,
        x.statusText,
        x.responseText,
        x.response,
        x.responseURL,
        x.timeout,
        x.withCredentials,
        String(x.upload),
        x.upload === x.upload,
        x.getAllResponseHeaders(),
        x.responseXML,
        x.onload,
      ];
    },
    [0, 0, '', '', '', '', 0, false, '[object XMLHttpRequestUpload]', true, '', null, null],
  ],
  [
    () => {
      const x = new XMLHttpRequest();
      const l = [];
      x.onreadystatechange = () => l.push(x.readyState);
      x.open('GET', 'a');
      x.open('GET', 'b');
      return l;
    },
    [1],
  ],
  [() => XMLHttpRequest.prototype.open.call({}, 'GET', 'x'), 'TypeError: Illegal invocation'],
  [
    () => {
      const x = new XMLHttpRequest();
      x.responseType = 'arraybuffer';
      return [x.response, s(() => x.responseText)];
    },
    [
      null,
      "InvalidStateError: Failed to read the 'responseText' property from 'XMLHttpRequest': The value is only accessible if the object's 'responseType' is '' or 'text' (was 'arraybuffer').",
    ],
  ],
  [
    () => {
      const x = new XMLHttpRequest();
      x.open('get', 'x');
      x.timeout = 5.7;
      return x.timeout;
    },
    5,
  ],
]);
