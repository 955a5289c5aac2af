// The interfaces that move bytes: their members in order, with the flags of the properties and the lengths of the functions.
const property = (object, key) => {
  const d = Object.getOwnPropertyDescriptor(object, key);
  const flags = (d.enumerable ? 'e' : '-') + (d.configurable ? 'c' : '-') + (d.writable ? 'w' : '-');
  if (d.get) return [flags, `${d.get.name}/${d.get.length}`, d.set ? `${d.set.name}/${d.set.length}` : 'no setter'].join(' ');
  return [flags, typeof d.value === 'function' ? `${d.value.name}()/${d.value.length}` : String(d.value)].join(' ');
};
const hidden = ['prototype', 'constructor', 'length', 'name', 'setAttributionReporting', 'setPrivateToken'];
const members = (object) =>
  Object.getOwnPropertyNames(object)
    .filter((key) => !hidden.includes(key))
    .map((key) => `${key}: ${property(object, key)}`);
const parent = (constructor) => Object.getPrototypeOf(constructor).name || null;
const shape = (constructor) => [parent(constructor), members(constructor), members(constructor.prototype)];

runCases('interfaceShapes', [
  [
    () => shape(ReadableStream),
    [
      null,
      [],
      [
        'locked: ec- get locked/0 no setter',
        'cancel: ecw cancel()/0',
        'getReader: ecw getReader()/0',
        'pipeThrough: ecw pipeThrough()/1',
        'pipeTo: ecw pipeTo()/1',
        'tee: ecw tee()/0',
        'values: ecw values()/0',
      ],
    ],
  ],
  [
    () => shape(ReadableStreamDefaultReader),
    [
      null,
      [],
      ['read: ecw read()/0', 'releaseLock: ecw releaseLock()/0', 'closed: ec- get closed/0 no setter', 'cancel: ecw cancel()/0'],
    ],
  ],
  [
    () => shape(ReadableStreamBYOBReader),
    [
      null,
      [],
      ['read: ecw read()/1', 'releaseLock: ecw releaseLock()/0', 'closed: ec- get closed/0 no setter', 'cancel: ecw cancel()/0'],
    ],
  ],
  [
    () => shape(ReadableStreamDefaultController),
    [
      null,
      [],
      [
        'desiredSize: ec- get desiredSize/0 no setter',
        'close: ecw close()/0',
        'enqueue: ecw enqueue()/0',
        'error: ecw error()/0',
      ],
    ],
  ],
  [
    () => shape(ReadableByteStreamController),
    [
      null,
      [],
      [
        'byobRequest: ec- get byobRequest/0 no setter',
        'desiredSize: ec- get desiredSize/0 no setter',
        'close: ecw close()/0',
        'enqueue: ecw enqueue()/1',
        'error: ecw error()/0',
      ],
    ],
  ],
  [
    () => shape(ReadableStreamBYOBRequest),
    [null, [], ['view: ec- get view/0 no setter', 'respond: ecw respond()/1', 'respondWithNewView: ecw respondWithNewView()/1']],
  ],
  [
    () => shape(WritableStream),
    [
      null,
      [],
      ['locked: ec- get locked/0 no setter', 'abort: ecw abort()/0', 'close: ecw close()/0', 'getWriter: ecw getWriter()/0'],
    ],
  ],
  [
    () => shape(WritableStreamDefaultWriter),
    [
      null,
      [],
      [
        'closed: ec- get closed/0 no setter',
        'desiredSize: ec- get desiredSize/0 no setter',
        'ready: ec- get ready/0 no setter',
        'abort: ecw abort()/0',
        'close: ecw close()/0',
        'releaseLock: ecw releaseLock()/0',
        'write: ecw write()/0',
      ],
    ],
  ],
  [() => shape(WritableStreamDefaultController), [null, [], ['signal: ec- get signal/0 no setter', 'error: ecw error()/0']]],
  [
    () => shape(TransformStream),
    [null, [], ['readable: ec- get readable/0 no setter', 'writable: ec- get writable/0 no setter']],
  ],
  [
    () => shape(TransformStreamDefaultController),
    [
      null,
      [],
      [
        'desiredSize: ec- get desiredSize/0 no setter',
        'enqueue: ecw enqueue()/0',
        'error: ecw error()/0',
        'terminate: ecw terminate()/0',
      ],
    ],
  ],
  [
    () => shape(ByteLengthQueuingStrategy),
    [null, [], ['highWaterMark: ec- get highWaterMark/0 no setter', 'size: ec- get size/0 no setter']],
  ],
  [
    () => shape(CountQueuingStrategy),
    [null, [], ['highWaterMark: ec- get highWaterMark/0 no setter', 'size: ec- get size/0 no setter']],
  ],
  [
    () => shape(TextEncoderStream),
    [
      null,
      [],
      [
        'encoding: ec- get encoding/0 no setter',
        'readable: ec- get readable/0 no setter',
        'writable: ec- get writable/0 no setter',
      ],
    ],
  ],
  [
    () => shape(TextDecoderStream),
    [
      null,
      [],
      [
        'encoding: ec- get encoding/0 no setter',
        'fatal: ec- get fatal/0 no setter',
        'ignoreBOM: ec- get ignoreBOM/0 no setter',
        'readable: ec- get readable/0 no setter',
        'writable: ec- get writable/0 no setter',
      ],
    ],
  ],
  [
    () => shape(CompressionStream),
    [null, [], ['readable: ec- get readable/0 no setter', 'writable: ec- get writable/0 no setter']],
  ],
  [
    () => shape(DecompressionStream),
    [null, [], ['readable: ec- get readable/0 no setter', 'writable: ec- get writable/0 no setter']],
  ],
  [
    () => shape(Headers),
    [
      null,
      [],
      [
        'append: ecw append()/2',
        'delete: ecw delete()/1',
        'get: ecw get()/1',
        'getSetCookie: ecw getSetCookie()/0',
        'has: ecw has()/1',
        'set: ecw set()/2',
        'entries: ecw entries()/0',
        'forEach: ecw forEach()/1',
        'keys: ecw keys()/0',
        'values: ecw values()/0',
      ],
    ],
  ],
  [
    () => shape(Request),
    [
      null,
      [],
      [
        'method: ec- get method/0 no setter',
        'url: ec- get url/0 no setter',
        'headers: ec- get headers/0 no setter',
        'destination: ec- get destination/0 no setter',
        'referrer: ec- get referrer/0 no setter',
        'referrerPolicy: ec- get referrerPolicy/0 no setter',
        'mode: ec- get mode/0 no setter',
        'credentials: ec- get credentials/0 no setter',
        'cache: ec- get cache/0 no setter',
        'redirect: ec- get redirect/0 no setter',
        'integrity: ec- get integrity/0 no setter',
        'keepalive: ec- get keepalive/0 no setter',
        'signal: ec- get signal/0 no setter',
        'duplex: ec- get duplex/0 no setter',
        'isHistoryNavigation: ec- get isHistoryNavigation/0 no setter',
        'bodyUsed: ec- get bodyUsed/0 no setter',
        'arrayBuffer: ecw arrayBuffer()/0',
        'blob: ecw blob()/0',
        'clone: ecw clone()/0',
        'formData: ecw formData()/0',
        'json: ecw json()/0',
        'text: ecw text()/0',
        'targetAddressSpace: ec- get targetAddressSpace/0 no setter',
        'isReloadNavigation: ec- get isReloadNavigation/0 no setter',
        'body: ec- get body/0 no setter',
        'bytes: ecw bytes()/0',
        'textStream: ecw textStream()/0',
      ],
    ],
  ],
  [
    () => shape(Response),
    [
      null,
      ['error: ecw error()/0', 'json: ecw json()/1', 'redirect: ecw redirect()/1'],
      [
        'type: ec- get type/0 no setter',
        'url: ec- get url/0 no setter',
        'redirected: ec- get redirected/0 no setter',
        'status: ec- get status/0 no setter',
        'ok: ec- get ok/0 no setter',
        'statusText: ec- get statusText/0 no setter',
        'headers: ec- get headers/0 no setter',
        'body: ec- get body/0 no setter',
        'bodyUsed: ec- get bodyUsed/0 no setter',
        'arrayBuffer: ecw arrayBuffer()/0',
        'blob: ecw blob()/0',
        'clone: ecw clone()/0',
        'formData: ecw formData()/0',
        'json: ecw json()/0',
        'text: ecw text()/0',
        'bytes: ecw bytes()/0',
        'textStream: ecw textStream()/0',
      ],
    ],
  ],
  [
    () => shape(FormData),
    [
      null,
      [],
      [
        'append: ecw append()/2',
        'delete: ecw delete()/1',
        'get: ecw get()/1',
        'getAll: ecw getAll()/1',
        'has: ecw has()/1',
        'set: ecw set()/2',
        'entries: ecw entries()/0',
        'forEach: ecw forEach()/1',
        'keys: ecw keys()/0',
        'values: ecw values()/0',
      ],
    ],
  ],
  [
    () => shape(XMLHttpRequest),
    [
      'XMLHttpRequestEventTarget',
      ['UNSENT: e-- 0', 'OPENED: e-- 1', 'HEADERS_RECEIVED: e-- 2', 'LOADING: e-- 3', 'DONE: e-- 4'],
      [
        'onreadystatechange: ec- get onreadystatechange/0 set onreadystatechange/1',
        'readyState: ec- get readyState/0 no setter',
        'timeout: ec- get timeout/0 set timeout/1',
        'withCredentials: ec- get withCredentials/0 set withCredentials/1',
        'upload: ec- get upload/0 no setter',
        'responseURL: ec- get responseURL/0 no setter',
        'status: ec- get status/0 no setter',
        'statusText: ec- get statusText/0 no setter',
        'responseType: ec- get responseType/0 set responseType/1',
        'response: ec- get response/0 no setter',
        'responseText: ec- get responseText/0 no setter',
        'UNSENT: e-- 0',
        'OPENED: e-- 1',
        'HEADERS_RECEIVED: e-- 2',
        'LOADING: e-- 3',
        'DONE: e-- 4',
        'abort: ecw abort()/0',
        'getAllResponseHeaders: ecw getAllResponseHeaders()/0',
        'getResponseHeader: ecw getResponseHeader()/1',
        'open: ecw open()/2',
        'overrideMimeType: ecw overrideMimeType()/1',
        'send: ecw send()/0',
        'setRequestHeader: ecw setRequestHeader()/2',
        'responseXML: ec- get responseXML/0 no setter',
      ],
    ],
  ],
  [
    () => shape(XMLHttpRequestEventTarget),
    [
      'EventTarget',
      [],
      [
        'onloadstart: ec- get onloadstart/0 set onloadstart/1',
        'onprogress: ec- get onprogress/0 set onprogress/1',
        'onabort: ec- get onabort/0 set onabort/1',
        'onerror: ec- get onerror/0 set onerror/1',
        'onload: ec- get onload/0 set onload/1',
        'ontimeout: ec- get ontimeout/0 set ontimeout/1',
        'onloadend: ec- get onloadend/0 set onloadend/1',
      ],
    ],
  ],
  [() => shape(XMLHttpRequestUpload), ['XMLHttpRequestEventTarget', [], []]],
  [() => shape(AbortController), [null, [], ['signal: ec- get signal/0 no setter', 'abort: ecw abort()/0']]],
  [
    () => shape(AbortSignal),
    [
      'EventTarget',
      ['abort: ecw abort()/0', 'any: ecw any()/1', 'timeout: ecw timeout()/1'],
      [
        'aborted: ec- get aborted/0 no setter',
        'reason: ec- get reason/0 no setter',
        'onabort: ec- get onabort/0 set onabort/1',
        'throwIfAborted: ecw throwIfAborted()/0',
      ],
    ],
  ],
  [
    () => shape(WebSocket),
    [
      'EventTarget',
      ['CONNECTING: e-- 0', 'OPEN: e-- 1', 'CLOSING: e-- 2', 'CLOSED: e-- 3'],
      [
        'url: ec- get url/0 no setter',
        'readyState: ec- get readyState/0 no setter',
        'bufferedAmount: ec- get bufferedAmount/0 no setter',
        'onopen: ec- get onopen/0 set onopen/1',
        'onerror: ec- get onerror/0 set onerror/1',
        'onclose: ec- get onclose/0 set onclose/1',
        'extensions: ec- get extensions/0 no setter',
        'protocol: ec- get protocol/0 no setter',
        'onmessage: ec- get onmessage/0 set onmessage/1',
        'binaryType: ec- get binaryType/0 set binaryType/1',
        'CONNECTING: e-- 0',
        'OPEN: e-- 1',
        'CLOSING: e-- 2',
        'CLOSED: e-- 3',
        'close: ecw close()/0',
        'send: ecw send()/1',
      ],
    ],
  ],
  [
    () => shape(CloseEvent),
    [
      'Event',
      [],
      ['wasClean: ec- get wasClean/0 no setter', 'code: ec- get code/0 no setter', 'reason: ec- get reason/0 no setter'],
    ],
  ],
  [
    () => shape(EventSource),
    [
      'EventTarget',
      ['CONNECTING: e-- 0', 'OPEN: e-- 1', 'CLOSED: e-- 2'],
      [
        'url: ec- get url/0 no setter',
        'withCredentials: ec- get withCredentials/0 no setter',
        'readyState: ec- get readyState/0 no setter',
        'onopen: ec- get onopen/0 set onopen/1',
        'onmessage: ec- get onmessage/0 set onmessage/1',
        'onerror: ec- get onerror/0 set onerror/1',
        'CONNECTING: e-- 0',
        'OPEN: e-- 1',
        'CLOSED: e-- 2',
        'close: ecw close()/0',
      ],
    ],
  ],
  [
    () => shape(URL),
    [
      null,
      [
        'canParse: ecw canParse()/1',
        'parse: ecw parse()/1',
        'createObjectURL: ecw createObjectURL()/1',
        'revokeObjectURL: ecw revokeObjectURL()/1',
      ],
      [
        'origin: ec- get origin/0 no setter',
        'protocol: ec- get protocol/0 set protocol/1',
        'username: ec- get username/0 set username/1',
        'password: ec- get password/0 set password/1',
        'host: ec- get host/0 set host/1',
        'hostname: ec- get hostname/0 set hostname/1',
        'port: ec- get port/0 set port/1',
        'pathname: ec- get pathname/0 set pathname/1',
        'search: ec- get search/0 set search/1',
        'searchParams: ec- get searchParams/0 no setter',
        'hash: ec- get hash/0 set hash/1',
        'href: ec- get href/0 set href/1',
        'toJSON: ecw toJSON()/0',
        'toString: ecw toString()/0',
      ],
    ],
  ],
  [
    () => shape(URLSearchParams),
    [
      null,
      [],
      [
        'size: ec- get size/0 no setter',
        'append: ecw append()/2',
        'delete: ecw delete()/1',
        'get: ecw get()/1',
        'getAll: ecw getAll()/1',
        'has: ecw has()/1',
        'set: ecw set()/2',
        'sort: ecw sort()/0',
        'toString: ecw toString()/0',
        'entries: ecw entries()/0',
        'forEach: ecw forEach()/1',
        'keys: ecw keys()/0',
        'values: ecw values()/0',
      ],
    ],
  ],
  [
    () => shape(Blob),
    [
      null,
      [],
      [
        'size: ec- get size/0 no setter',
        'type: ec- get type/0 no setter',
        'arrayBuffer: ecw arrayBuffer()/0',
        'slice: ecw slice()/0',
        'stream: ecw stream()/0',
        'text: ecw text()/0',
        'bytes: ecw bytes()/0',
        'textStream: ecw textStream()/0',
      ],
    ],
  ],
]);
