// console: WebSocket is already in CLOSING or CLOSED state.
// console: WebSocket is already in CLOSING or CLOSED state.
// console: The provided value 'foo' is not a valid enum value of type BinaryType.
// What WebSocket refuses, and what it says on the console.
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

runCases('websocketErrors', [
  [
    async () => {
      const w = new WebSocket(S);
      const l = log(w);
      w.onopen = () => {
        w.close();
        l.push(w.readyState);
        w.send('after');
        l.push(w.bufferedAmount);
        w.close();
      };
      await ended(w);
      return [l, s(() => w.send('x')), w.bufferedAmount, s(() => w.close())];
    },
    [['open1', 2, 5, 'close3:1005,,true'], 'undefined', 6, 'undefined'],
  ],
  [() => new WebSocket(), "TypeError: Failed to construct 'WebSocket': 1 argument required, but only 0 present."],
  [
    () => WebSocket('ws://a'),
    "TypeError: Failed to construct 'WebSocket': Please use the 'new' operator, this DOM object constructor cannot be called as a function.",
  ],
  [() => new WebSocket('ws://['), "SyntaxError: Failed to construct 'WebSocket': The URL 'ws://[' is invalid."],
  [
    () => new WebSocket('ftp://a/'),
    "SyntaxError: Failed to construct 'WebSocket': The URL's scheme must be either 'http', 'https', 'ws', or 'wss'. 'ftp' is not allowed.",
  ],
  [
    () => new WebSocket('ws://a/#x'),
    "SyntaxError: Failed to construct 'WebSocket': The URL contains a fragment identifier ('x'). Fragment identifiers are not allowed in WebSocket URLs.",
  ],
  [
    () => new WebSocket('ws://127.0.0.1:1/', ['a', 'a']),
    "SyntaxError: Failed to construct 'WebSocket': The subprotocol 'a' is duplicated.",
  ],
  [
    () => new WebSocket('ws://127.0.0.1:1/', 'a b'),
    "SyntaxError: Failed to construct 'WebSocket': The subprotocol 'a b' is invalid.",
  ],
  [
    () => new WebSocket('ws://127.0.0.1:1/', ['']),
    "SyntaxError: Failed to construct 'WebSocket': The subprotocol '' is invalid.",
  ],
  [
    async () => {
      const w = new WebSocket(S);
      const r = [
        s(() => w.close(999)),
        s(() => w.close(1001)),
        s(() => w.close(3000, 'x'.repeat(124))),
        s(() => w.close(5000)),
        s(() => {
          w.binaryType = 'foo';
        }),
        w.binaryType,
        s(() => w.send()),
      ];
      w.onerror = () => {};
      w.close();
      return r;
    },
    [
      "InvalidAccessError: Failed to execute 'close' on 'WebSocket': The close code must be either 1000, or between 3000 and 4999. 999 is neither.",
      "InvalidAccessError: Failed to execute 'close' on 'WebSocket': The close code must be either 1000, or between 3000 and 4999. 1001 is neither.",
      "SyntaxError: Failed to execute 'close' on 'WebSocket': The close reason must not be greater than 123 UTF-8 bytes.",
      "InvalidAccessError: Failed to execute 'close' on 'WebSocket': The close code must be either 1000, or between 3000 and 4999. 5000 is neither.",
      'undefined',
      'blob',
      "TypeError: Failed to execute 'send' on 'WebSocket': 1 argument required, but only 0 present.",
    ],
  ],
  [
    () => {
      const w = new WebSocket('/rel');
      const u = w.url;
      w.close();
      return u;
    },
    "SyntaxError: Failed to construct 'WebSocket': The URL's scheme must be either 'http', 'https', 'ws', or 'wss'. 'chrome-extension' is not allowed.",
  ],
  [
    () => [WebSocket.OPEN, WebSocket.prototype.CLOSED, Object.keys(WebSocket)],
    [1, 3, ['CONNECTING', 'OPEN', 'CLOSING', 'CLOSED']],
  ],
  [
    () => [
      new CloseEvent('x').code,
      new CloseEvent('x', {code: 5, reason: 'r', wasClean: true}).reason,
      s(() => new CloseEvent()),
    ],
    [0, 'r', "TypeError: Failed to construct 'CloseEvent': 1 argument required, but only 0 present."],
  ],
]);
