// WebSocket: messages of all kinds, subprotocols, and how connections end.
const s = (f) => {
  try {
    const v = f();
    return v === undefined ? 'undefined' : v;
  } catch (e) {
    return e.name + ': ' + e.message;
  }
};
const S = webServer.replace('http', 'ws') + 'ws';
const log = (w, l = []) => {
  for (const n of ['open', 'message', 'error', 'close'])
    w.addEventListener(n, (e) =>
      l.push(
        n +
          w.readyState +
          (n == 'message'
            ? ':' + (typeof e.data == 'string' ? e.data : e.data.constructor.name + (e.data.byteLength ?? e.data.size))
            : n == 'close'
              ? `:${e.code},${e.reason},${e.wasClean}`
              : ''),
      ),
    );
  return l;
};
const ended = (w) => new Promise((r) => w.addEventListener('close', () => setTimeout(r, 20)));

runCases(
  'websocket',
  [
    [
      async () => {
        const w = new WebSocket(S);
        const l = log(w);
        w.onopen = () => {
          w.send('hi');
          w.send(new Uint8Array([1, 2, 3]));
          w.send(new Uint8Array([1, 2]).buffer);
          w.send(new Blob(['abcd']));
          w.send('');
          l.push(w.bufferedAmount);
        };
        let n = 0;
        w.onmessage = () => {
          if (++n == 5) w.close(1000, 'bye');
        };
        await ended(w);
        return [l, w.readyState, w.bufferedAmount];
      },
      [
        ['open1', 11, 'message1:hi', 'message1:Blob3', 'message1:Blob2', 'message1:Blob4', 'message1:', 'close3:1000,bye,true'],
        3,
        0,
      ],
    ],
    [
      () => {
        const w = new WebSocket(S);
        const r = [
          w.url,
          w.readyState,
          w.binaryType,
          w.protocol,
          w.extensions,
          w.bufferedAmount,
          String(w),
          s(() => w.send('x')),
        ];
        w.onerror = () => {};
        w.close();
        r.push(w.readyState);
        return r;
      },
      [
        'ws://server/ws',
        0,
        'blob',
        '',
        '',
        0,
        '[object WebSocket]',
        "InvalidStateError: Failed to execute 'send' on 'WebSocket': Still in CONNECTING state.",
        2,
      ],
    ],
    [
      async () => {
        const w = new WebSocket(S + '?subprotocols=a,b', ['b', 'c']);
        const l = log(w);
        w.onopen = () => {
          l.push(w.protocol);
          w.close();
        };
        await ended(w);
        return l;
      },
      ['open1', 'b', 'close3:1005,,true'],
    ],
    [
      async () => {
        const w = new WebSocket(S, 'zz');
        const l = log(w);
        await ended(w);
        return l;
      },
      ['error3', 'close3:1006,,false'],
    ],
    [
      async () => {
        const w = new WebSocket('ws://127.0.0.1:1/');
        const l = log(w);
        await ended(w);
        return l;
      },
      ['error3', 'close3:1006,,false'],
    ],
    [
      async () => {
        const w = new WebSocket(webServer + 'nows');
        const l = log(w);
        await ended(w);
        return l;
      },
      ['error3', 'close3:1006,,false'],
    ],
    [
      async () => {
        const w = new WebSocket(S);
        const l = log(w);
        w.onopen = () => w.send('close 3001 why not');
        await ended(w);
        return l;
      },
      ['open1', 'close3:3001,why not,true'],
    ],
    [
      async () => {
        const w = new WebSocket(S);
        const l = log(w);
        w.onopen = () => w.send('drop');
        await ended(w);
        return l;
      },
      ['open1', 'close3:1006,,false'],
    ],
    [
      async () => {
        const w = new WebSocket(S);
        const l = log(w);
        w.close();
        await ended(w);
        return l;
      },
      ['error3', 'close3:1006,,false'],
    ],
    [
      async () => {
        const w = new WebSocket(S);
        w.binaryType = 'arraybuffer';
        const l = log(w);
        w.onopen = () => w.send(new Uint8Array(70000));
        w.onmessage = (e) => {
          l.push(new Uint8Array(e.data)[5]);
          w.close();
        };
        await ended(w);
        return l;
      },
      ['open1', 'message1:ArrayBuffer70000', 0, 'close3:1005,,true'],
    ],
    [
      async () => {
        const w = new WebSocket(S);
        const l = log(w);
        w.onopen = () => w.close(3000);
        await ended(w);
        return l;
      },
      ['open1', 'close3:3000,,true'],
    ],
    [
      async () => {
        const w = new WebSocket(S);
        return new Promise((r) => {
          w.onopen = () => w.send('é€😀\ud800');
          w.onmessage = (e) => {
            w.close();
            r([e.data, e.origin, e.lastEventId, e.source, e.ports.length, e.constructor.name, e.isTrusted]);
          };
        });
      },
      ['é€😀�', 'ws://server', '', null, 0, 'MessageEvent', true],
    ],
    [
      async () => {
        const w = new WebSocket(webServer + 'ws');
        const u = w.url;
        const l = log(w);
        w.onopen = () => w.close();
        await ended(w);
        return [u, l];
      },
      ['ws://server/ws', ['open1', 'close3:1005,,true']],
    ],
    [
      async () =>
        new Promise((r) => {
          const w = new WebSocket(S);
          w.onclose = (e) => r([e.constructor.name, e.bubbles, e.cancelable, e.code, e.reason, e.wasClean]);
          w.onopen = () => w.close(4000, 'r');
        }),
      ['CloseEvent', false, false, 4000, 'r', true],
    ],
    [
      async () =>
        new Promise((r) => {
          const w = new WebSocket('ws://127.0.0.1:1/');
          w.onerror = (e) => r([e.constructor.name, e.message, e.type]);
        }),
      ['Event', null, 'error'],
    ],
    [
      async () => {
        const w = new WebSocket(S);
        const l = log(w);
        w.onopen = () => {
          w.send('x'.repeat(100000));
          l.push(w.bufferedAmount);
        };
        w.onmessage = (e) => {
          l.splice(1, 9, e.data.length, w.bufferedAmount);
          w.close();
        };
        await ended(w);
        return l;
      },
      ['open1', 100000, 0, 'close3:1005,,true'],
    ],
    [
      async () => {
        const w = new WebSocket(S);
        const l = log(w);
        w.onopen = () => w.send('close 1000 ');
        await ended(w);
        return l;
      },
      ['open1', 'close3:1000,,true'],
    ],
  ],
  withoutOrigins,
);
