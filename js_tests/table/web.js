// What a background page finds beside the language and chrome.*. See harness.js for what a row may use; the files in files/
// lie in the folder of the app.

// Base64 and text encoding

row('btoa, atob', () => [btoa('\xff\x00a'), atob(' /w Bh '), btoa(''), atob('YQ==')]);
row('btoa: a character beyond Latin1', () => btoa('\u0100'));
row('atob: nonsense', () => atob('a'));
row('TextEncoder', () => { const e = new TextEncoder(); return [e.encoding, e.encode('a\u00e4\ud800'), e.encodeInto('\u00e4b', new Uint8Array(2))]; });
row('TextDecoder', () => [new TextDecoder().decode(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61, 0xff)), new TextDecoder('latin1').encoding, new TextDecoder('utf-16').decode(Uint8Array.of(0x61, 0)), new TextDecoder('shift_jis').decode(Uint8Array.of(0x82, 0xa0))]);
row('TextDecoder: fatal', () => new TextDecoder('utf-8', {fatal: true}).decode(Uint8Array.of(0xff)));
row('TextDecoder: unknown label', () => new TextDecoder('nope'));

// Timers and jobs

row('timers: order', async () => { const r = []; setTimeout(() => r.push(2), 2); setTimeout(() => r.push(1), 0); queueMicrotask(() => r.push('m')); await later(10); return r; });
row('timers: arguments and ids', async () => { const r = []; const id = setTimeout((...a) => r.push(a), 0, 1, 'x'); await later(5); return [typeof id, r, clearTimeout('x'), setTimeout.length]; });

// Events

row('EventTarget: dispatch', () => { const t = new EventTarget(), log = []; t.addEventListener('a', e => log.push(e.type, e.target === t, e.eventPhase, e.isTrusted)); return [t.dispatchEvent(new Event('a', {cancelable: true})), log]; });
row('EventTarget: once, signal, handleEvent', () => { const t = new EventTarget(), log = []; t.addEventListener('a', {handleEvent() { log.push('h'); }}, {once: true}); const c = new AbortController(); t.addEventListener('a', () => log.push('s'), {signal: c.signal}); t.dispatchEvent(new Event('a')); c.abort(); t.dispatchEvent(new Event('a')); return log; });
row('CustomEvent', () => { const e = new CustomEvent('x', {detail: {a: 1}, bubbles: true}); return [e.detail, e.bubbles, e.type, Object.prototype.toString.call(e)]; });
row('Event without new', () => Event('a'));
row('Event without arguments', () => new Event());
row('AbortController', () => { const c = new AbortController(), log = []; c.signal.onabort = e => log.push(e.type); c.abort(); return [c.signal.aborted, c.signal.reason, log]; });
row('AbortSignal.timeout, any, abort', async () => { const s = AbortSignal.any([AbortSignal.abort('r')]); const t = AbortSignal.timeout(1); await later(20); return [s.reason, t.reason]; });

// Blob, File, URL

row('Blob: parts, slice, text', async () => { const b = new Blob(['a\u00e4', Uint8Array.of(66), new Blob(['c'])], {type: 'Text/PLAIN'}); return [b.size, b.type, await b.slice(1, -1).text(), await b.text()]; });
row('File', () => { const f = new File(['x'], 'n.txt', {lastModified: 5}); return [f.name, f.size, f.lastModified, f instanceof Blob, Object.prototype.toString.call(f)]; });
row('FileReader', async () => { const r = new FileReader(), log = []; for (const n of ['loadstart', 'load', 'loadend']) r.addEventListener(n, e => log.push(n, r.readyState)); r.readAsDataURL(new Blob(['x'], {type: 'a/b'})); await later(50); return [log, r.result]; });
row('URL', () => { const u = new URL('../x?a=1#h', 'http://u:p@ex\u00e4mple.org:80/y/z'); return [u.href, u.origin, u.host, u.search, u.hash, u.username, u.port, String(u)]; });
row('URL: wrong', () => new URL('nope'));
row('URLSearchParams', () => { const p = new URLSearchParams('?a=1&b=2&a=3+4'); p.append('c', '\u00e4 &'); p.sort(); return [p.getAll('a'), String(p), [...p.keys()], p.has('b'), p.size]; });

// Clones and messages

row('structuredClone', () => { const a = {d: new Date(0), m: new Map([[1, new Set([2])]]), r: /x/g, e: new RangeError('m'), b: Uint8Array.of(1), n: -0}; a.self = a; const c = structuredClone(a); return [c.d, c.m, c.r, c.e, c.b, c.n, c.self === c]; });
row('structuredClone: a function', () => structuredClone(() => {}));
row('structuredClone: a transferred buffer', () => { const b = new ArrayBuffer(2); const c = structuredClone(b, {transfer: [b]}); return [b.byteLength, c.byteLength]; });
row('MessageChannel', async () => { const {port1, port2} = new MessageChannel(); const got = new Promise(r => { port2.onmessage = e => r([e.data, e.origin, e.ports.length]); }); port1.postMessage({a: [1]}); return got; });

// Crypto

row('crypto.getRandomValues, randomUUID', () => [crypto.getRandomValues(new Uint8Array(4)).length, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(crypto.randomUUID())]);
row('crypto.getRandomValues: floats', () => crypto.getRandomValues(new Float32Array(1)));
row('crypto.subtle.digest', async () => new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode('abc'))));

// Fetch and XMLHttpRequest

row('fetch: a package file', async () => { const r = await fetch('hello.txt'); return [r.status, r.ok, r.type, r.headers.get('content-type'), await r.text(), r.bodyUsed]; });
row('fetch: no such file', async () => (await fetch('nobody.txt')).status);
row('XMLHttpRequest: a package file', async () => { const x = new XMLHttpRequest(), log = []; x.onreadystatechange = () => log.push(x.readyState); x.open('GET', 'hello.txt'); x.send(); await new Promise(r => { x.onloadend = r; }); return [log, x.status, x.responseText, x.responseURL.endsWith('/hello.txt')]; });
row('Headers', () => { const h = new Headers({B: '1', a: '2'}); h.append('b', '3'); return [[...h], h.get('B'), h.has('c')]; });

// The window

row('window: names for itself', () => [window === self, window === globalThis, top === window, parent === window, frames === window, Object.prototype.toString.call(window)]);
row('navigator', () => [navigator.onLine, navigator.language, navigator.languages, navigator.platform, navigator.vendor, navigator.product, navigator.appName]);
row('location', () => [location.protocol, location.pathname, location.origin === 'chrome-extension://' + chrome.runtime.id, location.hash, String(location) === location.href]);
row('performance', () => [typeof performance.now(), performance.now() > 0, typeof performance.timeOrigin]);
row('localStorage is not there', () => localStorage);
row('DOMException', () => { const e = new DOMException('m', 'NotFoundError'); return [e.code, e.name, e.message, e instanceof Error, DOMException.NOT_FOUND_ERR]; });
