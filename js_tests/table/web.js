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
row('FileReader', async () => { const r = new FileReader(), log = []; for (const n of ['loadstart', 'load', 'loadend']) r.addEventListener(n, e => log.push(n, r.readyState)); const end = new Promise(f => { r.onloadend = f; }); r.readAsDataURL(new Blob(['x'], {type: 'a/b'})); await end; await later(); return [log, r.result]; });
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

// More of base64 and encodings

row('btoa: conversion of its argument', () => [btoa(null), btoa(undefined), btoa(12), btoa({}), btoa([1, 2])]);
row('btoa without arguments', () => btoa());
row('atob without arguments', () => atob());
row('atob: padding', () => ['YQ', 'YWI', 'YWJj', 'YQ==', ' Y Q = = '].map(s => atob(s)));
row('atob: wrong padding', () => atob('YQ='));
row('atob: characters of the URL alphabet', () => atob('-_'));
row('btoa, atob: properties', () => [btoa.length, atob.length, btoa.name, String(atob), Object.getOwnPropertyDescriptor(window, 'btoa').enumerable]);
row('TextEncoder: encodeInto what is too short', () => { const u = new Uint8Array(3); return [new TextEncoder().encodeInto('a\u20acb', u), u]; });
row('TextEncoder: encodeInto a pair that does not fit', () => new TextEncoder().encodeInto('\u{1F600}', new Uint8Array(3)));
row('TextEncoder: encodeInto no Uint8Array', () => new TextEncoder().encodeInto('', new Uint16Array(1)));
row('TextEncoder without new', () => TextEncoder());
row('TextEncoder: members', () => [Object.getOwnPropertyNames(TextEncoder.prototype), Object.prototype.toString.call(new TextEncoder())]);
row('TextDecoder: members', () => [Object.getOwnPropertyNames(TextDecoder.prototype), new TextDecoder().fatal, new TextDecoder().ignoreBOM]);
row('TextDecoder: labels', () => ['utf8', 'UTF-8 ', 'ascii', 'iso-8859-1', 'windows-1252', 'utf-16le', 'utf-16be', 'gbk', 'gb18030', 'big5', 'euc-jp', 'iso-2022-jp', 'euc-kr', 'koi8-r', 'koi8-u', 'macintosh', 'x-mac-cyrillic', 'iso-8859-15', 'windows-1251', 'x-user-defined', 'ibm866', 'windows-874', 'iso-8859-8-i'].map(l => new TextDecoder(l).encoding));
row('TextDecoder: the label replacement', () => new TextDecoder('replacement'));
row('TextDecoder: label of nothing', () => new TextDecoder(''));
row('TextDecoder: stream', () => { const d = new TextDecoder(); return [d.decode(Uint8Array.of(0xe2, 0x82), {stream: true}), d.decode(Uint8Array.of(0xac), {stream: true}), d.decode()]; });
row('TextDecoder: end of a stream in a character', () => { const d = new TextDecoder(); d.decode(Uint8Array.of(0xe2, 0x82), {stream: true}); return d.decode(); });
row('TextDecoder: byte order mark', () => [new TextDecoder('utf-8', {ignoreBOM: true}).decode(Uint8Array.of(0xef, 0xbb, 0xbf)).length, new TextDecoder('utf-16le').decode(Uint8Array.of(0xff, 0xfe, 0x61, 0)).length]);
row('TextDecoder: over-long and surrogates', () => [new TextDecoder().decode(Uint8Array.of(0xc0, 0x80)), new TextDecoder().decode(Uint8Array.of(0xed, 0xa0, 0x80)), new TextDecoder().decode(Uint8Array.of(0xf4, 0x90, 0x80, 0x80)), new TextDecoder().decode(Uint8Array.of(0xf0, 0x9f, 0x98))]);
row('TextDecoder: views and buffers', () => { const b = Uint8Array.of(97, 98, 99).buffer; return [new TextDecoder().decode(b), new TextDecoder().decode(new DataView(b, 1)), new TextDecoder().decode(new Uint16Array(Uint8Array.of(97, 98).buffer))]; });
row('TextDecoder: no buffer', () => new TextDecoder().decode('x'));
row('TextDecoder: UTF-16, odd bytes and lone surrogates', () => [new TextDecoder('utf-16le').decode(Uint8Array.of(0x61, 0, 0x62)), new TextDecoder('utf-16le').decode(Uint8Array.of(0, 0xd8, 0x61, 0))]);
row('TextDecoder: single bytes', () => ['windows-1252', 'iso-8859-2', 'koi8-r', 'x-user-defined', 'windows-1251', 'macintosh'].map(l => new TextDecoder(l).decode(Uint8Array.of(0x80, 0x9f, 0xe4, 0xff))));
row('TextDecoder: many bytes', () => [new TextDecoder('gbk').decode(Uint8Array.of(0xc4, 0xe3)), new TextDecoder('big5').decode(Uint8Array.of(0xa7, 0x41)), new TextDecoder('euc-jp').decode(Uint8Array.of(0xa4, 0xa2)), new TextDecoder('euc-kr').decode(Uint8Array.of(0xb0, 0xa1)), new TextDecoder('iso-2022-jp').decode(Uint8Array.of(0x1b, 0x24, 0x42, 0x24, 0x22))]);
row('TextDecoderStream, TextEncoderStream', async () => { const s = new Blob([Uint8Array.of(0xe2, 0x82), Uint8Array.of(0xac)]).stream().pipeThrough(new TextDecoderStream()); let t = ''; for await (const c of s) t += c; return [t, new TextEncoderStream().encoding]; });

// More of timers

row('setTimeout: handlers that are none', () => [typeof setTimeout({}), typeof setTimeout(null), typeof setTimeout(undefined, 5)]);
row('setTimeout without arguments', () => setTimeout());
row('setTimeout: this and strange delays', async () => { const r = []; setTimeout(function () { r.push(this === window); }, -5); setTimeout(() => r.push('nan'), NaN); setTimeout(() => r.push('text'), '1'); await later(30); return r; });
row('clearTimeout: strange ids', () => [clearTimeout(), clearTimeout(null), clearTimeout(-1), clearTimeout({}), clearInterval('5')]);
row('setInterval and clearInterval', async () => { let n = 0; await new Promise(done => { const id = setInterval(() => { if (++n === 3) { clearInterval(id); setTimeout(done, 5); } }, 1); }); return n; });
row('clearTimeout ends an interval', async () => { let n = 0; const id = setInterval(() => n++, 1); clearTimeout(id); await later(10); return n; });
row('queueMicrotask: what is no function', () => queueMicrotask(5));
row('queueMicrotask: order with promises', async () => { const r = []; queueMicrotask(() => r.push(1)); Promise.resolve().then(() => r.push(2)); queueMicrotask(() => r.push(3)); await later(1); return r; });
row('a microtask runs before the next timer', async () => { const r = []; setTimeout(() => { r.push('t1'); Promise.resolve().then(() => r.push('m')); }); setTimeout(() => r.push('t2')); await later(20); return r; });
row('requestAnimationFrame is there', () => [typeof requestAnimationFrame, typeof cancelAnimationFrame, typeof requestIdleCallback]);

// More of events

row('Event: members', () => { const e = new Event('x', {bubbles: true, cancelable: true, composed: true}); return [e.type, e.bubbles, e.cancelable, e.composed, e.defaultPrevented, e.eventPhase, e.target, e.currentTarget, e.srcElement, e.returnValue, e.cancelBubble, e.isTrusted, typeof e.timeStamp, e.composedPath()]; });
row('Event: constants', () => [Event.NONE, Event.CAPTURING_PHASE, Event.AT_TARGET, Event.BUBBLING_PHASE, new Event('x').AT_TARGET]);
row('Event: preventDefault', () => { const a = new Event('x', {cancelable: true}), b = new Event('x'); a.preventDefault(); b.preventDefault(); return [a.defaultPrevented, b.defaultPrevented, a.returnValue]; });
row('Event: preventDefault in a passive listener', () => { const t = new EventTarget(); t.addEventListener('x', e => e.preventDefault(), {passive: true}); return t.dispatchEvent(new Event('x', {cancelable: true})); });
row('Event: stopImmediatePropagation', () => { const t = new EventTarget(), r = []; t.addEventListener('x', e => { r.push(1); e.stopImmediatePropagation(); }); t.addEventListener('x', () => r.push(2)); t.dispatchEvent(new Event('x')); return r; });
row('Event: initEvent', () => { const e = document.createEvent('Event'); e.initEvent('y', true, false); return [e.type, e.bubbles, e.isTrusted]; });
row('Event: own property isTrusted', () => { const d = Object.getOwnPropertyDescriptor(new Event('x'), 'isTrusted'); return [typeof d.get, d.configurable, d.enumerable, d.get.name]; });
row('EventTarget: a listener that is none', () => new EventTarget().addEventListener('x', 5));
row('EventTarget: null as listener', () => new EventTarget().addEventListener('x', null));
row('EventTarget: the same listener twice', () => { const t = new EventTarget(); let n = 0; const f = () => n++; t.addEventListener('x', f); t.addEventListener('x', f); t.addEventListener('x', f, true); t.dispatchEvent(new Event('x')); return n; });
row('EventTarget: removed while dispatching', () => { const t = new EventTarget(), r = []; const b = () => r.push('b'); t.addEventListener('x', () => { r.push('a'); t.removeEventListener('x', b); }); t.addEventListener('x', b); t.dispatchEvent(new Event('x')); return r; });
row('EventTarget: added while dispatching', () => { const t = new EventTarget(), r = []; t.addEventListener('x', () => { r.push('a'); t.addEventListener('x', () => r.push('b')); }); t.dispatchEvent(new Event('x')); return r; });
row('EventTarget: dispatch of no event', () => new EventTarget().dispatchEvent({}));
row('EventTarget: dispatch while dispatching', () => { const t = new EventTarget(); let error; t.addEventListener('x', e => { try { t.dispatchEvent(e); } catch (x) { error = x; } }); t.dispatchEvent(new Event('x')); return error; });
row('EventTarget: this of a listener', () => { const t = new EventTarget(); let self; t.addEventListener('x', function () { self = this; }); t.dispatchEvent(new Event('x')); return self === t; });
row('EventTarget: too few arguments', () => new EventTarget().addEventListener('x'));
row('EventTarget: wrong this', () => EventTarget.prototype.addEventListener.call({}, 'x', null));
row('EventTarget: order of capture and bubble at the target', () => { const t = new EventTarget(), r = []; t.addEventListener('x', () => r.push('bubble')); t.addEventListener('x', () => r.push('capture'), true); t.dispatchEvent(new Event('x')); return r; });
row('CustomEvent: detail', () => [new CustomEvent('x').detail, new CustomEvent('x', {detail: 5}).detail, CustomEvent.length, CustomEvent.prototype instanceof Event]);
row('MessageEvent', () => { const e = new MessageEvent('message', {data: {a: 1}, origin: 'o', lastEventId: '7'}); return [e.data, e.origin, e.lastEventId, e.source, e.ports]; });
row('ErrorEvent', () => { const e = new ErrorEvent('error', {message: 'm', filename: 'f', lineno: 1, colno: 2, error: 5}); return [e.message, e.filename, e.lineno, e.colno, e.error]; });
row('ProgressEvent', () => { const e = new ProgressEvent('p', {lengthComputable: true, loaded: 5, total: 10}); return [e.lengthComputable, e.loaded, e.total]; });
row('PromiseRejectionEvent', () => { const e = new PromiseRejectionEvent('x', {promise: Promise.resolve(), reason: 1}); return [e.reason, e.promise instanceof Promise]; });
row('CloseEvent', () => { const e = new CloseEvent('close', {code: 1001, reason: 'r', wasClean: true}); return [e.code, e.reason, e.wasClean]; });
row('event interfaces that are there', () => ['Event', 'CustomEvent', 'MessageEvent', 'ErrorEvent', 'ProgressEvent', 'CloseEvent', 'PromiseRejectionEvent', 'StorageEvent', 'UIEvent', 'MouseEvent', 'KeyboardEvent', 'PopStateEvent', 'HashChangeEvent', 'PageTransitionEvent', 'BeforeUnloadEvent'].map(n => typeof window[n]));
row('window is an EventTarget', () => { let n = 0; const f = () => n++; addEventListener('own', f); dispatchEvent(new Event('own')); removeEventListener('own', f); dispatchEvent(new Event('own')); return [n, window instanceof EventTarget]; });
row('onerror of the window', async () => { const r = []; const old = onerror; onerror = (m, f, l, c, e) => { r.push(m, typeof f, typeof l, typeof c, e); return true; }; setTimeout(() => { throw new TypeError('boom'); }); await later(20); onerror = old; return r; });
row('unhandledrejection', async () => { const r = []; const f = e => { r.push(e.reason, e.type, e.cancelable); e.preventDefault(); }; addEventListener('unhandledrejection', f); Promise.reject('no'); await later(20); removeEventListener('unhandledrejection', f); return r; });
row('reportError', async () => { const r = []; const f = e => { r.push(e.message, e.error.message); e.preventDefault(); }; addEventListener('error', f); reportError(new Error('own')); removeEventListener('error', f); return r; });

// More of aborting

row('AbortSignal: constructor', () => new AbortSignal());
row('AbortSignal.abort', () => { const s = AbortSignal.abort(); return [s.aborted, s.reason, AbortSignal.abort(5).reason]; });
row('AbortSignal: throwIfAborted', () => AbortSignal.abort('why').throwIfAborted());
row('AbortController: abort twice', () => { const c = new AbortController(); let n = 0; c.signal.addEventListener('abort', () => n++); c.abort(1); c.abort(2); return [n, c.signal.reason]; });
row('AbortSignal.any of nothing', () => AbortSignal.any([]).aborted);
row('AbortSignal.any follows', () => { const c = new AbortController(); const s = AbortSignal.any([c.signal, new AbortController().signal]); c.abort('x'); return [s.aborted, s.reason]; });
row('AbortSignal.timeout: argument', () => AbortSignal.timeout(-1));
row('AbortSignal: members', () => Object.getOwnPropertyNames(AbortSignal.prototype));

// More of Blob and File

row('Blob: no parts', () => [new Blob().size, new Blob([]).type, new Blob(['a', 1, null, undefined, {}]).size]);
row('Blob: parts that are no sequence', () => new Blob('x'));
row('Blob: types', () => ['Text/Plain', 'a\u00e4', 'x/y;charset=utf-8', ''].map(type => new Blob([], {type}).type));
row('Blob: endings', async () => new Blob(['a\nb\r\nc'], {endings: 'native'}).text());
row('Blob: wrong endings', () => new Blob([], {endings: 'x'}));
row('Blob: slice', async () => { const b = new Blob(['0123456789']); return [await b.slice(2, 4).text(), await b.slice(-3).text(), await b.slice(5, 2).text(), b.slice(0, 1, 'A/B').type, await b.slice(NaN, 2).text(), await b.slice(1, 100).text()]; });
row('Blob: arrayBuffer, bytes', async () => { const b = new Blob([Uint8Array.of(1, 2)]); return [await b.arrayBuffer(), typeof b.bytes]; });
row('Blob: text is UTF-8', async () => new Blob([Uint8Array.of(0xef, 0xbb, 0xbf, 0x61, 0xff)]).text());
row('Blob: stream', async () => { const r = new Blob(['abc']).stream().getReader(); return [await r.read(), await r.read()]; });
row('Blob: members', () => Object.getOwnPropertyNames(Blob.prototype));
row('File: members and defaults', () => { const f = new File([], 'a/b'); return [f.name, f.type, typeof f.lastModified, f.webkitRelativePath, Object.getOwnPropertyNames(File.prototype)]; });
row('File: too few arguments', () => new File([]));
row('FileReader: forms', async () => { const read = (how, ...a) => new Promise(r => { const f = new FileReader(); f.onload = () => r(f.result); f[how](new Blob(['a\u00e4'], {type: 'text/plain'}), ...a); }); return [await read('readAsText'), await read('readAsDataURL'), await read('readAsArrayBuffer'), await read('readAsBinaryString'), await read('readAsText', 'latin1')]; });
row('FileReader: no Blob', () => new FileReader().readAsText('x'));
row('FileReader: busy', () => { const f = new FileReader(); f.readAsText(new Blob(['x'])); f.readAsText(new Blob(['y'])); });
row('FileReader: abort', async () => { const f = new FileReader(), r = []; for (const n of ['abort', 'load', 'loadend']) f['on' + n] = () => r.push(n); f.readAsText(new Blob(['x'])); f.abort(); await later(20); return [r, f.readyState, f.result, f.error]; });
row('FileReader: constants', () => [FileReader.EMPTY, FileReader.LOADING, FileReader.DONE, new FileReader().readyState, new FileReader().result]);
row('FileReader: progress event', async () => new Promise(r => { const f = new FileReader(); f.onload = e => r([e.loaded, e.total, e.lengthComputable, e.target === f, e.constructor.name]); f.readAsText(new Blob(['abc'])); }));
row('URL.createObjectURL', () => { const u = URL.createObjectURL(new Blob(['x'])); URL.revokeObjectURL(u); return u.replace(/[a-p]{32}/, 'ID').replace(/[\da-f-]{36}/, 'UUID'); });
row('URL.createObjectURL of no Blob', () => URL.createObjectURL({}));

// More of URL

row('URL: parts', () => ['http://user:pass@host:8080/p/a/t/h?query=string#hash', 'file:///C:/x', 'mailto:a@b', 'javascript:1', 'data:text/plain,x', 'HTTP://EXAMPLE.com:80/../a/./b', 'http://[::1]:5/'].map(u => { const x = new URL(u); return [x.href, x.protocol, x.host, x.hostname, x.port, x.pathname, x.search, x.hash, x.origin]; }));
row('URL: setters', () => { const u = new URL('http://a/b'); u.port = '99'; u.protocol = 'https'; u.host = 'c:1'; u.pathname = 'x y'; u.search = 'q=\u00e4'; u.hash = 'h'; u.username = 'u'; u.password = 'p:'; return u.href; });
row('URL: setters that are refused', () => { const u = new URL('http://a:5/'); u.port = 'x'; u.protocol = 'foo'; u.host = ''; u.port = '70000'; return u.href; });
row('URL: relative', () => ['x', '/x', '//x', '?x', '#x', '..', './', 'x:y', '\\x', ''].map(r => new URL(r, 'http://h/a/b?c#d').href));
row('URL: hosts', () => ['http://0x7f.1/', 'http://\u00fc.de/', 'http://a%41/', 'http://1.2.3/', 'http://EXAMPLE.COM./', 'http://xn--tda.de/'].map(u => new URL(u).host));
row('URL: wrong hosts', () => ['http://a b/', 'http://256.1.1.1/', 'http://[::1/', 'http://a:99999/', 'http://', 'http://%00/', 'http://a<b/'].map(u => URL.canParse(u)));
row('URL: percent encoding', () => new URL('http://h/ "<>`{}?a\' "<>#x "<>`').href);
row('URL.canParse, parse', () => [URL.canParse('x', 'http://h'), URL.canParse('x'), URL.parse('http://h/a').href, URL.parse('x')]);
row('URL: searchParams are live', () => { const u = new URL('http://h/?a=1'); u.searchParams.append('b', '2 3'); const r = [u.search]; u.search = '?c=4'; return [...r, u.searchParams.get('c'), u.searchParams === u.searchParams]; });
row('URL: without new, no arguments', () => { try { URL('x'); } catch (e) { try { new URL(); } catch (f) { return [e, f]; } } });
row('URL: JSON and members', () => [JSON.stringify(new URL('http://h')), Object.keys(URL.prototype)]);
row('URLSearchParams: from many things', () => [new URLSearchParams('a=b&c'), new URLSearchParams({a: 1, b: '2'}), new URLSearchParams([['x', 'y'], ['x', 'z']]), new URLSearchParams(new URLSearchParams('q=1')), new URLSearchParams('%zz=%E4&+=+')].map(String));
row('URLSearchParams: wrong pairs', () => new URLSearchParams([['a']]));
row('URLSearchParams: methods', () => { const p = new URLSearchParams('a=1&b=2&a=3'); p.set('a', 'x'); p.delete('b'); p.append('c', ''); const r = [String(p), p.has('a', 'x'), p.has('a', 'y')]; p.delete('a', 'y'); return [...r, [...p.entries()], [...p.values()], p.get('nobody')]; });
row('URLSearchParams: forEach', () => { const r = []; new URLSearchParams('a=1&b=2').forEach((v, k, p) => r.push(k + v, p instanceof URLSearchParams)); return r; });
row('URLSearchParams: encoding', () => String(new URLSearchParams({k: 'a b*-._~!\'()\u00e4&=+'})));

// More of clones and channels

row('structuredClone: primitives', () => [1, 'x', true, null, undefined, 10n, NaN].map(v => structuredClone(v)));
row('structuredClone: holes, sparse, extra', () => { const a = [1, , 3]; a.x = 5; const c = structuredClone(a); return [c, 1 in c, c.x]; });
row('structuredClone: wrappers', () => [new Number(1), new String('s'), new Boolean(false), Object(1n)].map(v => typeof structuredClone(v).valueOf()));
row('structuredClone: classes lose their prototype', () => { class A { x = 1; get y() { return 2; } } const c = structuredClone(new A()); return [c, c instanceof A, Object.keys(c)]; });
row('structuredClone: errors', () => { const e = structuredClone(new RangeError('m', {cause: {a: 1}})); return [e, e instanceof RangeError, e.cause, typeof e.stack]; });
row('structuredClone: views share their buffer', () => { const b = new ArrayBuffer(4); const c = structuredClone({a: new Uint8Array(b, 1), b: new DataView(b)}); return [c.a.buffer === c.b.buffer, c.a.byteOffset]; });
row('structuredClone: Blob', async () => (await structuredClone(new Blob(['x'])).text()));
row('structuredClone: symbols, weak maps, promises', () => [Symbol('s'), new WeakMap(), Promise.resolve()].map(v => { try { structuredClone(v); } catch (e) { return e; } }));
row('structuredClone: getter that throws', () => structuredClone({get a() { throw new Error('own'); }}));
row('structuredClone: transfer twice', () => { const b = new ArrayBuffer(1); structuredClone(b, {transfer: [b, b]}); });
row('structuredClone: without arguments', () => structuredClone());
row('MessageChannel: transfer', async () => { const {port1, port2} = new MessageChannel(); const got = new Promise(r => { port2.onmessage = e => r(e.data.byteLength); }); const b = new ArrayBuffer(3); port1.postMessage(b, [b]); return [await got, b.byteLength]; });
row('MessageChannel: order and start', async () => { const {port1, port2} = new MessageChannel(), r = []; port2.addEventListener('message', e => r.push(e.data)); port1.postMessage(1); port1.postMessage(2); await later(10); r.push('started'); port2.start(); await later(20); return r; });
row('MessageChannel: close', async () => { const {port1, port2} = new MessageChannel(), r = []; port2.onmessage = e => r.push(e.data); port2.close(); port1.postMessage(1); await later(20); return r; });
row('MessagePort: what cannot be cloned', () => new MessageChannel().port1.postMessage(() => {}));
row('BroadcastChannel', async () => { const a = new BroadcastChannel('c'), b = new BroadcastChannel('c'), r = []; a.onmessage = () => r.push('own'); b.onmessage = e => r.push(e.data); a.postMessage('x'); await later(50); a.close(); b.close(); return [r, a.name]; });
row('window.postMessage', async () => { const got = new Promise(r => addEventListener('message', e => r([e.data, e.source === window, e.origin === location.origin]), {once: true})); postMessage({a: 1}, '*'); return got; });

// More of crypto

row('crypto.getRandomValues: too much', () => crypto.getRandomValues(new Uint8Array(65537)));
row('crypto.getRandomValues: same object', () => { const a = new Uint32Array(2); return crypto.getRandomValues(a) === a; });
row('crypto.getRandomValues: no view', () => crypto.getRandomValues([1]));
row('crypto.subtle: digests', async () => { const hex = b => Array.from(new Uint8Array(b), x => x.toString(16).padStart(2, '0')).join(''); return Promise.all(['SHA-1', 'sha-256', {name: 'SHA-384'}, 'SHA-512'].map(async n => hex(await crypto.subtle.digest(n, new Uint8Array())).slice(0, 16))); });
row('crypto.subtle: unknown digest', async () => crypto.subtle.digest('MD5', new Uint8Array()));
row('crypto.subtle: HMAC', async () => { const k = await crypto.subtle.importKey('raw', Uint8Array.of(1, 2, 3), {name: 'HMAC', hash: 'SHA-256'}, true, ['sign', 'verify']); const s = await crypto.subtle.sign('HMAC', k, Uint8Array.of(1)); return [k.type, k.extractable, k.algorithm, k.usages, new Uint8Array(s).slice(0, 4), await crypto.subtle.verify('HMAC', k, s, Uint8Array.of(1))]; });
row('crypto.subtle: AES-GCM', async () => { const k = await crypto.subtle.importKey('raw', new Uint8Array(16), 'AES-GCM', false, ['encrypt', 'decrypt']); const iv = new Uint8Array(12); const c = await crypto.subtle.encrypt({name: 'AES-GCM', iv}, k, Uint8Array.of(1, 2)); return [new Uint8Array(c), new Uint8Array(await crypto.subtle.decrypt({name: 'AES-GCM', iv}, k, c))]; });
row('crypto.subtle: AES-CBC', async () => { const k = await crypto.subtle.importKey('raw', new Uint8Array(32), 'AES-CBC', false, ['encrypt']); return new Uint8Array(await crypto.subtle.encrypt({name: 'AES-CBC', iv: new Uint8Array(16)}, k, Uint8Array.of(5))); });
row('crypto.subtle: PBKDF2', async () => { const k = await crypto.subtle.importKey('raw', new TextEncoder().encode('pw'), 'PBKDF2', false, ['deriveBits']); return new Uint8Array(await crypto.subtle.deriveBits({name: 'PBKDF2', hash: 'SHA-256', salt: Uint8Array.of(1), iterations: 10}, k, 64)); });
row('crypto.subtle: a key that may not be exported', async () => { const k = await crypto.subtle.importKey('raw', new Uint8Array(16), 'AES-CTR', false, ['encrypt']); return crypto.subtle.exportKey('raw', k); });
row('crypto.subtle: usages that are none', async () => crypto.subtle.importKey('raw', new Uint8Array(16), 'AES-GCM', false, ['sign']));
row('crypto.subtle: generateKey ECDSA', async () => { const p = await crypto.subtle.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, true, ['sign', 'verify']); const s = await crypto.subtle.sign({name: 'ECDSA', hash: 'SHA-256'}, p.privateKey, Uint8Array.of(1)); return [p.publicKey.type, p.privateKey.usages, s.byteLength, await crypto.subtle.verify({name: 'ECDSA', hash: 'SHA-256'}, p.publicKey, s, Uint8Array.of(1))]; });
row('crypto: members', () => [Object.prototype.toString.call(crypto), Object.getOwnPropertyNames(SubtleCrypto.prototype).sort(), typeof CryptoKey]);

// More of fetch

row('fetch: forms of the body', async () => { const r = await fetch('hello.txt'); const c = r.clone(); return [await r.text(), (await c.blob()).size, await (await fetch('hello.txt')).arrayBuffer()]; });
row('fetch: a body read twice', async () => { const r = await fetch('hello.txt'); await r.text(); return r.text(); });
row('fetch: a data URL', async () => { const r = await fetch('data:text/plain;charset=utf-8,a%20b'); return [r.status, r.headers.get('content-type'), await r.text()]; });
row('fetch: a Blob URL', async () => { const u = URL.createObjectURL(new Blob(['x'], {type: 'a/b'})); const r = await fetch(u); return [r.status, r.headers.get('content-type'), r.headers.get('content-length'), await r.text()]; });
row('fetch: aborted before', async () => fetch('hello.txt', {signal: AbortSignal.abort()}));
row('fetch: wrong URL', async () => fetch('http://'));
row('fetch: credentials in the URL', async () => fetch('http://u:p@127.0.0.1/'));
row('fetch: a body with GET', async () => fetch('hello.txt', {body: 'x'}));
row('fetch: wrong method', async () => fetch('hello.txt', {method: 'a b'}));
row('Headers: names and values', () => { const h = new Headers([['A', ' x '], ['b', '1'], ['a', 'y']]); h.set('B', '2'); h.delete('nobody'); return [[...h.keys()], h.get('a'), [...h.entries()], h.get('x')]; });
row('Headers: wrong name', () => new Headers({'a b': '1'}));
row('Headers: wrong value', () => new Headers({a: 'x\ny'}));
row('Headers: getSetCookie', () => { const h = new Headers(); h.append('Set-Cookie', 'a=1'); h.append('set-cookie', 'b=2'); return [h.getSetCookie(), [...h]]; });
row('Headers: forEach', () => { const r = []; new Headers({b: '1', a: '2'}).forEach((v, k) => r.push(k, v)); return r; });
row('Request: defaults', () => { const r = new Request('http://h/x'); return [r.method, r.url, r.mode, r.credentials, r.cache, r.redirect, r.referrer, r.bodyUsed, r.body, r.integrity, r.keepalive, r.destination]; });
row('Request: methods', () => ['get', 'post', 'patch', 'Put', 'foo'].map(method => new Request('http://h', {method}).method));
row('Request: forbidden method', () => new Request('http://h', {method: 'TRACE'}));
row('Request: body and type', async () => { const r = new Request('http://h', {method: 'POST', body: 'x'}); return [r.headers.get('content-type'), await r.text()]; });
row('Request: body of URLSearchParams', async () => { const r = new Request('http://h', {method: 'POST', body: new URLSearchParams('a=1')}); return [r.headers.get('content-type'), await r.text()]; });
row('Request: GET with a body', () => new Request('http://h', {body: 'x'}));
row('Request: clone', async () => { const r = new Request('http://h', {method: 'POST', body: 'x'}); const c = r.clone(); return [await r.text(), await c.text()]; });
row('Response: defaults', () => { const r = new Response(); return [r.status, r.ok, r.statusText, r.type, r.url, r.body, r.redirected]; });
row('Response: bodies', async () => [await new Response('x').text(), await new Response('{"a":1}').json(), await new Response(new Blob(['b'])).text(), new Uint8Array(await new Response(Uint8Array.of(1)).arrayBuffer()), await new Response(new URLSearchParams('a=1')).text()]);
row('Response: content types', () => ['x', new Blob(['b'], {type: 'a/b'}), new URLSearchParams('a'), Uint8Array.of(1)].map(b => new Response(b).headers.get('content-type')));
row('Response.json, redirect, error', async () => { const j = Response.json({a: 1}, {status: 201}); const r = Response.redirect('http://h/', 307); return [j.headers.get('content-type'), j.status, await j.text(), r.status, r.headers.get('location'), Response.error().type, Response.error().status]; });
row('Response: wrong status', () => new Response('', {status: 1000}));
row('Response: a body with 204', () => new Response('x', {status: 204}));
row('Response: json of nonsense', async () => new Response('{').json());
row('Response: formData', async () => [...await new Response(new URLSearchParams('a=1&b=2')).formData()]);
row('Response: body is a stream', async () => { const r = new Response('ab'); const reader = r.body.getReader(); const {value} = await reader.read(); return [value, r.bodyUsed, Object.prototype.toString.call(r.body)]; });
row('FormData', async () => { const f = new FormData(); f.append('a', 1); f.append('a', 'x'); f.set('b', new Blob(['q']), 'n.txt'); return [f.getAll('a'), f.get('b').name, f.has('c'), [...f.keys()]]; });
row('FormData: as a body', async () => { const f = new FormData(); f.append('k', 'v'); const r = new Response(f); const type = r.headers.get('content-type'); return [type.replace(/boundary=.*/, 'boundary=B'), (await r.text()).replaceAll(type.split('boundary=')[1], 'B')]; });

// XMLHttpRequest

row('XMLHttpRequest: states and constants', () => { const x = new XMLHttpRequest(); return [x.readyState, XMLHttpRequest.DONE, x.OPENED, x.status, x.statusText, x.response, x.responseType, x.timeout, x.withCredentials, x.responseURL]; });
row('XMLHttpRequest: send before open', () => new XMLHttpRequest().send());
row('XMLHttpRequest: setRequestHeader before open', () => new XMLHttpRequest().setRequestHeader('a', 'b'));
row('XMLHttpRequest: wrong method', () => new XMLHttpRequest().open('a b', 'x'));
row('XMLHttpRequest: forbidden method', () => new XMLHttpRequest().open('TRACE', 'x'));
row('XMLHttpRequest: events', async () => { const x = new XMLHttpRequest(), r = []; for (const n of ['loadstart', 'progress', 'load', 'loadend', 'error']) x.addEventListener(n, e => r.push(n, e.loaded)); x.open('GET', 'hello.txt'); x.send(); await new Promise(d => x.addEventListener('loadend', d)); return r; });
row('XMLHttpRequest: response types', async () => { const get = type => new Promise(d => { const x = new XMLHttpRequest(); x.open('GET', 'hello.txt'); x.responseType = type; x.onload = () => d(x.response); x.send(); }); return [await get('text'), await get('arraybuffer'), (await get('blob')).size, await get('json')]; });
row('XMLHttpRequest: responseText of a buffer', async () => { const x = new XMLHttpRequest(); x.responseType = 'arraybuffer'; return x.responseText; });
row('XMLHttpRequest: no such file', async () => { const x = new XMLHttpRequest(), r = []; for (const n of ['load', 'error', 'loadend']) x['on' + n] = () => r.push(n); x.open('GET', 'nobody.txt'); x.send(); await new Promise(d => x.addEventListener('loadend', d)); return [r, x.status, x.readyState]; });
row('XMLHttpRequest: abort', async () => { const x = new XMLHttpRequest(), r = []; for (const n of ['abort', 'loadend', 'readystatechange']) x['on' + n] = () => r.push(n + x.readyState); x.open('GET', 'hello.txt'); x.send(); x.abort(); return [r, x.readyState]; });
row('XMLHttpRequest: synchronous', () => { const x = new XMLHttpRequest(); x.open('GET', 'hello.txt', false); x.send(); return [x.status, x.responseText]; });
row('XMLHttpRequest: headers of the answer', async () => { const x = new XMLHttpRequest(); x.open('GET', 'hello.txt'); x.send(); await new Promise(d => { x.onload = d; }); return [x.getResponseHeader('Content-Type'), x.getResponseHeader('nobody'), typeof x.getAllResponseHeaders()]; });

// Streams

row('ReadableStream: read', async () => { const s = new ReadableStream({start(c) { c.enqueue(1); c.enqueue(2); c.close(); }}); const r = s.getReader(); return [s.locked, await r.read(), await r.read(), await r.read()]; });
row('ReadableStream: pull and cancel', async () => { const log = []; const s = new ReadableStream({pull(c) { log.push('pull'); c.enqueue('x'); }, cancel(r) { log.push('cancel ' + r); }}); const r = s.getReader(); await r.read(); await r.cancel('why'); return log; });
row('ReadableStream: error', async () => { const s = new ReadableStream({start(c) { c.error(new Error('bad')); }}); return s.getReader().read(); });
row('ReadableStream: locked twice', () => { const s = new ReadableStream(); s.getReader(); s.getReader(); });
row('ReadableStream: for await', async () => { const r = []; for await (const v of new ReadableStream({start(c) { c.enqueue('a'); c.enqueue('b'); c.close(); }})) r.push(v); return r; });
row('ReadableStream: tee', async () => { const [a, b] = new ReadableStream({start(c) { c.enqueue(1); c.close(); }}).tee(); return [await a.getReader().read(), await b.getReader().read()]; });
row('ReadableStream.from', async () => { const r = []; for await (const v of ReadableStream.from([1, 2])) r.push(v); return r; });
row('WritableStream', async () => { const log = []; const w = new WritableStream({write(c) { log.push(c); }, close() { log.push('closed'); }}).getWriter(); await w.write('a'); await w.close(); return [log, w.desiredSize]; });
row('TransformStream and pipeThrough', async () => { const r = []; const s = new ReadableStream({start(c) { c.enqueue('a'); c.close(); }}).pipeThrough(new TransformStream({transform(v, c) { c.enqueue(v + v); }, flush(c) { c.enqueue('end'); }})); for await (const v of s) r.push(v); return r; });
row('pipeTo', async () => { const r = []; await new ReadableStream({start(c) { c.enqueue(1); c.close(); }}).pipeTo(new WritableStream({write(v) { r.push(v); }})); return r; });
row('queuing strategies', () => [new CountQueuingStrategy({highWaterMark: 3}).highWaterMark, new ByteLengthQueuingStrategy({highWaterMark: 5}).size(new Uint8Array(7))]);
row('CompressionStream', async () => { const squeeze = await new Response(new Blob(['aaaa']).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer(); return new Response(new Blob([squeeze]).stream().pipeThrough(new DecompressionStream('gzip'))).text(); });
row('CompressionStream: unknown format', () => new CompressionStream('nope'));

// Workers and sockets

row('Worker: members', () => [typeof Worker, Worker.length, typeof SharedWorker]);
row('WebSocket: members and wrong URLs', () => [WebSocket.CONNECTING, WebSocket.OPEN, WebSocket.CLOSING, WebSocket.CLOSED, ['foo', 'ftp://h/', 'ws://h/#x'].map(u => { try { return new WebSocket(u).url; } catch (e) { return e; } })]);
row('WebSocket: wrong protocols', () => new WebSocket('ws://127.0.0.1:1/', ['a', 'a']));
row('EventSource is there', () => typeof EventSource);

// More of the window

row('window: classes', () => [Object.prototype.toString.call(Window.prototype), window instanceof Window, window.constructor === Window, Object.getPrototypeOf(Window.prototype) !== Object.prototype]);
row('window: what is there', () => ['document', 'history', 'screen', 'performance', 'crypto', 'caches', 'indexedDB', 'customElements', 'visualViewport', 'navigation', 'speechSynthesis', 'external', 'scheduler', 'trustedTypes'].map(n => typeof window[n]));
row('window: functions', () => ['getComputedStyle', 'matchMedia', 'scrollTo', 'open', 'close', 'focus', 'blur', 'print', 'stop', 'getSelection', 'find', 'moveTo', 'resizeBy', 'structuredClone', 'createImageBitmap', 'fetch', 'requestFileSystem', 'webkitRequestFileSystem'].map(n => typeof window[n]));
row('window: values', () => [window.closed, window.length, window.name, window.opener, window.frameElement, window.status, window.isSecureContext, window.crossOriginIsolated, window.origin === location.origin]);
row('window: assigned globals', () => { var before = 'zzz' in window; window.zzz = 1; const r = [before, zzz, delete window.zzz, typeof zzz]; return r; });
row('window: properties that cannot be written', () => { window.window = 5; window.document = 5; window.top = 5; return [window === self, typeof document, top === window]; });
row('window.location cannot be redefined', () => { const d = Object.getOwnPropertyDescriptor(window, 'location'); return [d.configurable, typeof d.get, typeof d.set]; });
row('alert, confirm, prompt', () => [typeof alert, alert('x'), confirm('x'), prompt('x')]);
row('document.write is not there', () => { document.write('x'); });
row('sessionStorage', () => sessionStorage);
row('openDatabase', () => typeof openDatabase);
row('document: values', () => [document.readyState, document.URL === location.href, document.title, document.characterSet, document.compatMode, document.contentType, document.hidden, document.visibilityState, document.nodeType, document.nodeName]);
row('document: cookie', () => document.cookie);
row('document: elements', () => { const d = document.createElement('div'); d.id = 'x'; d.innerHTML = '<b>y</b>'; return [d.tagName, d.outerHTML, d.firstChild.textContent, d instanceof HTMLElement]; });
row('document: querySelector', () => [document.querySelector('nobody'), document.getElementById('nobody'), document.documentElement.tagName, document.body && document.body.tagName]);
row('navigator: more', () => [navigator.appCodeName, navigator.productSub, navigator.vendorSub, navigator.cookieEnabled, navigator.doNotTrack, navigator.maxTouchPoints, navigator.webdriver, navigator.pdfViewerEnabled, typeof navigator.hardwareConcurrency, navigator.javaEnabled()]);
row('navigator: userAgent', () => [/^Mozilla\/5\.0 \(X11; Linux x86_64\) AppleWebKit\/537\.36 \(KHTML, like Gecko\) .*Chrome\/\d+\.0\.0\.0 Safari\/537\.36$/.test(navigator.userAgent), navigator.appVersion === navigator.userAgent.slice(8)]);
row('navigator: objects', () => ['serviceWorker', 'geolocation', 'mediaDevices', 'permissions', 'storage', 'connection', 'clipboard', 'locks', 'usb', 'bluetooth', 'hid', 'serial', 'userAgentData', 'plugins', 'mimeTypes'].map(n => typeof navigator[n]));
row('navigator: class', () => [Object.prototype.toString.call(navigator), navigator instanceof Navigator, Object.keys(navigator).length]);
row('location: parts', () => [location.host === chrome.runtime.id, location.port, location.search, location.hash, location.ancestorOrigins && location.ancestorOrigins.length, Object.prototype.toString.call(location)]);
row('history', () => [history.length, history.state, typeof history.pushState]);
row('screen', () => [typeof screen.width, typeof screen.colorDepth, Object.prototype.toString.call(screen)]);
row('performance: marks and measures', () => { performance.mark('a'); performance.measure('m', 'a'); const r = [performance.getEntriesByName('m').length, performance.getEntriesByType('mark').map(e => e.name), performance.getEntriesByName('a')[0].entryType]; performance.clearMarks(); performance.clearMeasures(); return [...r, performance.getEntriesByType('mark').length]; });
row('performance: measure of nothing', () => performance.measure('m', 'nobody'));
row('performance: members', () => [Object.prototype.toString.call(performance), Object.keys(performance.toJSON()).sort().slice(0, 3), typeof performance.timing, typeof performance.memory]);
row('console: members', () => Object.keys(console).sort());
row('console: class', () => [Object.prototype.toString.call(console), typeof console.memory, console.log.length, console.log.name, console.log('[not a row]')]);
row('DOMException: names and codes', () => ['IndexSizeError', 'NotFoundError', 'AbortError', 'DataCloneError', 'QuotaExceededError', 'Foo'].map(n => new DOMException('m', n).code));
row('DOMException: defaults and class', () => { const e = new DOMException(); return [e.name, e.message, e.code, String(e), Object.prototype.toString.call(e), typeof e.stack, Object.getPrototypeOf(DOMException.prototype) === Error.prototype]; });
row('chrome: namespaces of a background page', () => Object.keys(chrome).sort());
row('globals that apps test for', () => ['process', 'require', 'module', 'exports', 'global', 'Buffer', 'setImmediate', 'Deno', 'WorkerGlobalScope', 'importScripts', 'ActiveXObject', 'opera', 'InstallTrigger'].map(n => typeof window[n]));
row('constructors: lengths', () => ['Blob', 'File', 'URL', 'URLSearchParams', 'Event', 'Headers', 'Request', 'Response', 'FormData', 'TextDecoder', 'WebSocket', 'MessageChannel', 'AbortController', 'FileReader', 'XMLHttpRequest', 'BroadcastChannel', 'ReadableStream', 'DOMException'].map(n => window[n].length));
row('constructors: without new', () => ['Blob', 'FileReader', 'Headers', 'XMLHttpRequest', 'AbortController', 'MessageChannel'].map(n => { try { window[n](); } catch (e) { return e; } }));
row('constructors: as globals', () => ['Blob', 'URL', 'Event', 'WebSocket'].map(n => { const d = Object.getOwnPropertyDescriptor(window, n); return [d.enumerable, d.configurable, d.writable, String(d.value)]; }));
row('prototypes cannot be written', () => ['Blob', 'URL', 'Event'].map(n => { const d = Object.getOwnPropertyDescriptor(window[n], 'prototype'); return [d.writable, d.enumerable, d.configurable]; }));
row('methods are enumerable and on the prototype', () => [Object.keys(Blob.prototype), Object.getOwnPropertyDescriptor(Blob.prototype, 'size').set, Object.getOwnPropertyDescriptor(Blob.prototype, 'size').get.name]);
row('getters: wrong this', () => Object.getOwnPropertyDescriptor(Blob.prototype, 'size').get.call({}));
row('tags of instances', () => [new Blob(), new File([], 'x'), new URL('http://h'), new URLSearchParams(), new Event('x'), new Headers(), new FormData(), new AbortController(), new MessageChannel(), new FileReader(), new XMLHttpRequest()].map(o => Object.prototype.toString.call(o)));
row('MutationObserver, IntersectionObserver, ResizeObserver', () => ['MutationObserver', 'IntersectionObserver', 'ResizeObserver', 'PerformanceObserver'].map(n => typeof window[n]));
row('DOMParser', () => new DOMParser().parseFromString('<a b="1"/>', 'text/xml').documentElement.getAttribute('b'));
row('Image, Audio, Option', () => [typeof Image, typeof Audio, typeof Option]);
row('indexedDB', async () => { const r = indexedDB.open('x'); return new Promise(d => { r.onsuccess = () => { r.result.close(); d(r.result.name); }; r.onerror = () => d(r.error); }); });
row('navigator.locks', async () => navigator.locks.request('l', lock => lock.name));
row('navigator.storage.estimate', async () => Object.keys(await navigator.storage.estimate()).sort());
row('caches', async () => caches.has('x'));
row('WebAssembly', () => [typeof WebAssembly, WebAssembly.validate(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))]);
row('scheduler.postTask', async () => scheduler.postTask(() => 5));
row('Worker: a script of the package', async () => { const w = new Worker('echo-worker.js'); const got = new Promise(r => { w.onmessage = e => r(e.data); }); w.postMessage({a: 1}); const v = await got; w.terminate(); return v; });
row('Worker: its global object', async () => { const w = new Worker('echo-worker.js'); const got = new Promise(r => { w.onmessage = e => r(e.data); }); w.postMessage('globals'); const v = await got; w.terminate(); return v; });
row('Worker: no such script', async () => { const w = new Worker('nobody.js'); return new Promise(r => { w.onerror = e => r([e.type, e.constructor.name, e.message]); }); });
row('Worker: an error in it', async () => { const w = new Worker('echo-worker.js'); const got = new Promise(r => { w.onerror = e => { e.preventDefault(); r([e.message, e.lineno > 0, e.filename.endsWith('/echo-worker.js')]); }; }); w.postMessage('throw'); const v = await got; w.terminate(); return v; });
row('Worker: without new', () => Worker('echo-worker.js'));
row('Worker: what cannot be cloned', () => { const w = new Worker('echo-worker.js'); try { w.postMessage(() => {}); } finally { w.terminate(); } });
row('addEventListener: once through a signal', () => { const t = new EventTarget(), c = new AbortController(); let n = 0; c.abort(); t.addEventListener('x', () => n++, {signal: c.signal}); t.dispatchEvent(new Event('x')); return n; });
row('Event: type is converted', () => [new Event(5).type, new Event(null).type, new Event({toString: () => 'own'}).type]);
row('Event: options that are none', () => new Event('x', 5));
row('Blob: instances in other things', async () => [await new Response(new Blob([new File(['a'], 'n'), 'b'])).text(), String(new Blob()), JSON.stringify(new Blob(['x']))]);
row('URL: stringifier and coercion', () => [new URL('http://h') + '', `${new URL('x', new URL('http://h/a'))}`, new URL({toString: () => 'http://own/'}).href]);
row('URLSearchParams: sort is stable', () => { const p = new URLSearchParams('b=1&a=2&b=0&a=1'); p.sort(); return String(p); });
row('Headers: guard of a request', () => { const r = new Request('http://h', {headers: {cookie: 'a', 'x-own': '1', host: 'b'}}); return [...r.headers]; });
row('structuredClone: depth of nesting', () => { let o = {}; for (let i = 0; i < 500; i++) o = {o}; let n = 0; for (let c = structuredClone(o); c.o; c = c.o) n++; return n; });
row('crypto.randomUUID: shape', () => crypto.randomUUID().length);
row('TextEncoder: encode of nothing', () => [new TextEncoder().encode(), new TextEncoder().encode(undefined), new TextEncoder().encode(null)]);
row('performance.now is monotonic', () => { const a = performance.now(), b = performance.now(); return [b >= a, a < 1e9]; });
row('document: events and listeners', () => { let n = 0; document.addEventListener('own', () => n++); document.dispatchEvent(new Event('own')); return [n, document.defaultView === window, document.hasFocus()]; });
