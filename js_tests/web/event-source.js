// EventSource: events of a stream, reconnecting, and what is none.
// manifest: {"permissions": ["http://127.0.0.1/*"]}
const H = webServer;

runCases(
  'eventSource',
  [
    [
      async () =>
        new Promise((r) => {
          const e = new EventSource(
            H +
              '?h=' +
              encodeURIComponent('Content-Type:text/event-stream') +
              '&hang&body=' +
              encodeURIComponent('data: a\ndata: b\n\n: c\nevent: foo\nid: 5\ndata:x\n\nretry: 50\n\nnope\n\ndata: last\n\n'),
          );
          const l = [];
          e.onopen = () => l.push('open' + e.readyState);
          e.addEventListener('foo', (v) => l.push(['foo', v.data, v.lastEventId]));
          e.onmessage = (v) => {
            l.push([v.data, v.lastEventId, v.origin, v.type]);
            if (v.data == 'last') {
              e.close();
              r([l, e.readyState, e.url.length > 10, e.withCredentials]);
            }
          };
          l.push(e.readyState);
        }),
      [
        [0, 'open1', ['a\nb', '', 'http://server', 'message'], ['foo', 'x', '5'], ['last', '5', 'http://server', 'message']],
        2,
        true,
        false,
      ],
    ],
    [() => new EventSource(), "TypeError: Failed to construct 'EventSource': 1 argument required, but only 0 present."],
    [
      () => new EventSource('http://['),
      "SyntaxError: Failed to construct 'EventSource': Cannot open an EventSource to 'http://['. The URL is invalid.",
    ],
    [
      async () =>
        new Promise((r) => {
          let n = 0;
          const l = [];
          const e = new EventSource(
            H +
              '?h=' +
              encodeURIComponent('Content-Type:text/event-stream') +
              '&body=' +
              encodeURIComponent('retry: 10\nid: 7\ndata: m\n\n'),
          );
          e.onopen = () => l.push('open');
          e.onmessage = (v) => l.push(v.data);
          e.onerror = () => {
            l.push('error' + e.readyState);
            if (++n == 2) {
              e.close();
              r([l, e.readyState]);
            }
          };
        }),
      [['open', 'm', 'error0', 'open', 'm', 'error0'], 2],
    ],
    [
      async () =>
        new Promise((r) => {
          const e = new EventSource(H + '?status=500');
          e.onerror = () => {
            r(e.readyState);
            e.close();
          };
        }),
      2,
    ],
    [
      () => {
        const e = new EventSource('x');
        const r = [e.url, e.readyState, e.onopen, String(e), EventSource.OPEN];
        e.close();
        return r;
      },
      ['chrome-extension://app/x', 0, null, '[object EventSource]', 1],
    ],
  ],
  withoutOrigins,
);
