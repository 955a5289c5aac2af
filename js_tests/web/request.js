// Request: what it has by default, what an init changes, what is refused.
const hs = (h) => [...h].map((p) => p.join(': ')).join(' | ');
const rq = (r) =>
  [
    r.method,
    r.url,
    hs(r.headers),
    r.destination,
    r.referrer,
    r.referrerPolicy,
    r.mode,
    r.credentials,
    r.cache,
    r.redirect,
    r.integrity,
    r.keepalive,
    r.duplex,
    r.bodyUsed,
    r.isHistoryNavigation,
    r.signal instanceof AbortSignal,
    r.body === null,
  ].map(String);
const t = caseOutcome;

runCases(
  'request',
  [
    [
      () => rq(new Request('x')),
      [
        'GET',
        'chrome-extension://app/x',
        '',
        '',
        'about:client',
        '',
        'cors',
        'same-origin',
        'default',
        'follow',
        '',
        'false',
        'half',
        'false',
        'false',
        'true',
        'true',
      ],
    ],
    [
      () => rq(new Request('http://a/b#c', {method: 'post', headers: {X: 'y'}, body: 'abc'})),
      [
        'POST',
        'http://a/b#c',
        'content-type: text/plain;charset=UTF-8 | x: y',
        '',
        'about:client',
        '',
        'cors',
        'same-origin',
        'default',
        'follow',
        '',
        'false',
        'half',
        'false',
        'false',
        'true',
        'false',
      ],
    ],
    [
      () => rq(new Request('x', {method: 'PATCH'})),
      [
        'PATCH',
        'chrome-extension://app/x',
        '',
        '',
        'about:client',
        '',
        'cors',
        'same-origin',
        'default',
        'follow',
        '',
        'false',
        'half',
        'false',
        'false',
        'true',
        'true',
      ],
    ],
    [
      () => rq(new Request('x', {method: 'patch'})),
      [
        'patch',
        'chrome-extension://app/x',
        '',
        '',
        'about:client',
        '',
        'cors',
        'same-origin',
        'default',
        'follow',
        '',
        'false',
        'half',
        'false',
        'false',
        'true',
        'true',
      ],
    ],
    [() => new Request('http://[', {}), "TypeError: Failed to construct 'Request': Failed to parse URL from http://["],
    [
      () => new Request('http://u:p@h/'),
      "TypeError: Failed to construct 'Request': Request cannot be constructed from a URL that includes credentials: http://u:p@h/",
    ],
    [
      () => new Request('x', {method: 'GET', body: 'x'}),
      "TypeError: Failed to construct 'Request': Request with GET/HEAD method cannot have body.",
    ],
    [
      () => new Request('x', {method: 'CONNECT'}),
      "TypeError: Failed to construct 'Request': 'CONNECT' HTTP method is unsupported.",
    ],
    [() => new Request('x', {method: 'a b'}), "TypeError: Failed to construct 'Request': 'a b' is not a valid HTTP method."],
    [
      () => new Request('x', {mode: 'navigate'}),
      "TypeError: Failed to construct 'Request': Cannot construct a Request with a RequestInit whose mode member is set as 'navigate'.",
    ],
    [
      () => new Request('x', {mode: 'y'}),
      "TypeError: Failed to construct 'Request': Failed to read the 'mode' property from 'RequestInit': The provided value 'y' is not a valid enum value of type RequestMode.",
    ],
    [
      () => new Request('x', {cache: 'only-if-cached'}),
      "TypeError: Failed to construct 'Request': 'only-if-cached' can be set only with 'same-origin' mode",
    ],
    [
      () => new Request('x', {referrer: 'http://['}),
      "TypeError: Failed to construct 'Request': Referrer 'http://[' is not a valid URL.",
    ],
    [
      () =>
        rq(
          new Request('x', {
            referrer: '',
            referrerPolicy: 'no-referrer',
            mode: 'same-origin',
            credentials: 'include',
            cache: 'no-store',
            redirect: 'manual',
            integrity: 'sha256-x',
            keepalive: true,
          }),
        ),
      [
        'GET',
        'chrome-extension://app/x',
        '',
        '',
        '',
        'no-referrer',
        'same-origin',
        'include',
        'no-store',
        'manual',
        'sha256-x',
        'true',
        'half',
        'false',
        'false',
        'true',
        'true',
      ],
    ],
    [() => new Request(), "TypeError: Failed to construct 'Request': 1 argument required, but only 0 present."],
    [
      () => Request('x'),
      "TypeError: Failed to construct 'Request': Please use the 'new' operator, this DOM object constructor cannot be called as a function.",
    ],
    [
      () => new Request('x', {signal: 5}),
      "TypeError: Failed to construct 'Request': Failed to read the 'signal' property from 'RequestInit': Failed to convert value to 'AbortSignal'.",
    ],
    [() => new Request('x', 5), "TypeError: Failed to construct 'Request': The provided value is not of type 'RequestInit'."],
    [
      () => new Request('x', {mode: 'no-cors', method: 'PUT'}),
      "TypeError: Failed to construct 'Request': 'PUT' is unsupported in no-cors mode.",
    ],
    [
      () => {
        const a = new Request('x', {method: 'POST', body: 'q'});
        const b = new Request(a);
        return [a.bodyUsed, b.bodyUsed];
      },
      [true, false],
    ],
    [
      async () => {
        const a = new Request('x', {method: 'POST', body: 'q'});
        const b = a.clone();
        return [
          await a.text(),
          await b.text(),
          a.bodyUsed,
          await t(() => a.clone()),
          await t(() => new Request(a)),
          await t(() => a.text()),
        ];
      },
      [
        'q',
        'q',
        true,
        "TypeError: Failed to execute 'clone' on 'Request': Request body is already used",
        "TypeError: Failed to construct 'Request': Cannot construct a Request with a Request object that has already been used.",
        "TypeError: Failed to execute 'text' on 'Request': body stream already read",
      ],
    ],
    [
      () => new Request('x', {body: new ReadableStream(), method: 'POST'}),
      "TypeError: Failed to construct 'Request': The `duplex` member must be specified for a request with a streaming body",
    ],
    [
      () => rq(new Request('x', {body: new ReadableStream(), method: 'POST', duplex: 'half'})),
      [
        'POST',
        'chrome-extension://app/x',
        '',
        '',
        'about:client',
        '',
        'cors',
        'same-origin',
        'default',
        'follow',
        '',
        'false',
        'half',
        'false',
        'false',
        'true',
        'false',
      ],
    ],
    [
      () => rq(new Request(new Request('x', {headers: {a: '1'}}), {headers: {b: '2'}})),
      [
        'GET',
        'chrome-extension://app/x',
        'b: 2',
        '',
        'about:client',
        '',
        'cors',
        'same-origin',
        'default',
        'follow',
        '',
        'false',
        'half',
        'false',
        'false',
        'true',
        'true',
      ],
    ],
    [
      () =>
        hs(
          new Request('x', {
            headers: {
              Host: 'a',
              Cookie: 'b',
              'X-A': 'c',
              'Sec-Foo': 'd',
              'Proxy-x': 'e',
              'Content-Length': '3',
              Origin: 'o',
              'Accept-Charset': 'z',
              Connection: 'k',
              Date: 'd',
              TE: 't',
              'User-Agent': 'u',
              Referer: 'r',
              'Access-Control-Request-Method': 'x',
            },
          }).headers,
        ),
      'x-a: c',
    ],
    [
      () => {
        const r = new Request('x');
        r.headers.set('Cookie', 'x');
        r.headers.append('Host', 'y');
        return hs(r.headers);
      },
      '',
    ],
    [
      () =>
        hs(
          new Request('x', {mode: 'no-cors', headers: {'X-A': '1', Accept: 'a', 'Content-Type': 'text/plain', Range: 'bytes=0-'}})
            .headers,
        ),
      'accept: a | content-type: text/plain',
    ],
    [
      () => {
        const c = new AbortController();
        const r = new Request('x', {signal: c.signal});
        c.abort('z');
        return [r.signal.aborted, r.signal.reason, r.signal === c.signal];
      },
      [true, 'z', false],
    ],
    [
      () => new Request('x', {redirect: 'foo'}),
      "TypeError: Failed to construct 'Request': Failed to read the 'redirect' property from 'RequestInit': The provided value 'foo' is not a valid enum value of type RequestRedirect.",
    ],
    [
      () => new Request('x', {headers: 5}),
      "TypeError: Failed to construct 'Request': Failed to read the 'headers' property from 'RequestInit': The provided value is not of type '(record<ByteString, ByteString> or sequence<sequence<ByteString>>)'.",
    ],
    [() => new Request('x', {method: 'TRACE'}), "TypeError: Failed to construct 'Request': 'TRACE' HTTP method is unsupported."],
    [
      () => rq(new Request(new URL('http://a/?q'))),
      [
        'GET',
        'http://a/?q',
        '',
        '',
        'about:client',
        '',
        'cors',
        'same-origin',
        'default',
        'follow',
        '',
        'false',
        'half',
        'false',
        'false',
        'true',
        'true',
      ],
    ],
    [
      () => rq(new Request('x', {body: null, method: 'POST'})),
      [
        'POST',
        'chrome-extension://app/x',
        '',
        '',
        'about:client',
        '',
        'cors',
        'same-origin',
        'default',
        'follow',
        '',
        'false',
        'half',
        'false',
        'false',
        'true',
        'true',
      ],
    ],
    [() => Object.keys(new Request('x')), []],
  ],
  withoutOrigins,
);
