// A fetch that is aborted, or whose connection breaks, while its body comes.
// manifest: {"permissions": ["http://127.0.0.1/*"]}
const S = webServer;
const t = caseOutcome;

runCases('fetchAbort', [
  [
    async () => {
      const c = new AbortController();
      const r = await fetch(S + '?chunks=1&hang', {signal: c.signal});
      const p = t(() => r.text());
      setTimeout(() => c.abort(), 50);
      return [await p, r.bodyUsed];
    },
    ['AbortError: signal is aborted without reason', true],
  ],
  [
    async () => {
      const c = new AbortController();
      const r = await fetch(S + '?chunks=1&hang', {signal: c.signal});
      const rd = r.body.getReader();
      await rd.read();
      c.abort('why');
      return [await t(() => rd.read()), await t(() => rd.closed)];
    },
    ['thrown why', 'thrown why'],
  ],
  [
    async () => {
      const r = await fetch(S + '?break&body=x');
      return r.text();
    },
    'TypeError: Failed to fetch',
  ],
]);
