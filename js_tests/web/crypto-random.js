// crypto: random values, UUIDs and the shape of the objects.

const sub = crypto.subtle;
const enc = (text) => new TextEncoder().encode(text);
const hex = (bytes) => Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, '0')).join('');
const S = (v) => Object.prototype.toString.call(v);
const imp = (...args) => sub.importKey(...args);
// Keys, made on first use.
const once = (make) => { let made; return () => made ??= make(); };
const keys = {
  hk: once(() => imp('raw', enc('key'), {name: 'HMAC', hash: 'SHA-256'}, true, ['sign', 'verify'])),
};

runCases('cryptoRandom', [
  [()=>{const a=new Uint8Array(4); return [crypto.getRandomValues(a)===a, crypto.getRandomValues.length]},
    [true, 1]],
  [()=>crypto.getRandomValues(new Float32Array(1)),
    "TypeMismatchError: Failed to execute 'getRandomValues' on 'Crypto': The provided ArrayBufferView is of type 'Float32', which is not an integer array type."],
  [()=>crypto.getRandomValues(new DataView(new ArrayBuffer(1))),
    "TypeMismatchError: Failed to execute 'getRandomValues' on 'Crypto': The provided ArrayBufferView is of type 'DataView', which is not an integer array type."],
  [()=>crypto.getRandomValues(new ArrayBuffer(1)),
    "TypeError: Failed to execute 'getRandomValues' on 'Crypto': parameter 1 is not of type 'ArrayBufferView'."],
  [()=>crypto.getRandomValues(),
    "TypeError: Failed to execute 'getRandomValues' on 'Crypto': 1 argument required, but only 0 present."],
  [()=>crypto.getRandomValues(new Uint8Array(65537)),
    "QuotaExceededError: Failed to execute 'getRandomValues' on 'Crypto': The ArrayBufferView's byte length (65537) exceeds the number of bytes of entropy available via this API (65536)."],
  [()=>S(crypto.getRandomValues(new BigInt64Array(1))),
    "[object BigInt64Array]"],
  [()=>crypto.getRandomValues(5),
    "TypeError: Failed to execute 'getRandomValues' on 'Crypto': parameter 1 is not of type 'ArrayBufferView'."],
  [()=>/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()),
    true],
  [()=>[S(crypto),S(sub),crypto.subtle===sub,Object.getOwnPropertyNames(crypto)],
    ["[object Crypto]", "[object SubtleCrypto]", true, []]],
  [()=>new Crypto,
    "TypeError: Failed to construct 'Crypto': Illegal constructor"],
  [()=>new SubtleCrypto,
    "TypeError: Failed to construct 'SubtleCrypto': Illegal constructor"],
  [()=>new CryptoKey,
    "TypeError: Failed to construct 'CryptoKey': Illegal constructor"],
  [()=>{const f=crypto.randomUUID; return f()},
    "TypeError: Illegal invocation"],
  [async()=>hex(await sub.digest('SHA-256',enc('abc'))),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [async()=>hex(await sub.digest('sha-1',enc('abc'))),
    "a9993e364706816aba3e25717850c26c9cd0d89d"],
  [async()=>hex(await sub.digest({name:'SHA-512'},enc('abc'))),
    "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"],
  [()=>sub.digest('MD5',enc('abc')),
    "NotSupportedError: Failed to execute 'digest' on 'SubtleCrypto': Algorithm: Unrecognized name"],
  [()=>sub.digest({},enc('abc')),
    "TypeError: Failed to execute 'digest' on 'SubtleCrypto': Algorithm: name: Missing or not a string"],
  [()=>sub.digest('SHA-1'),
    "TypeError: Failed to execute 'digest' on 'SubtleCrypto': 2 arguments required, but only 1 present."],
  [()=>sub.digest('SHA-1','x'),
    "TypeError: Failed to execute 'digest' on 'SubtleCrypto': The provided value is not of type '(ArrayBuffer or ArrayBufferView)'."],
  [()=>sub.digest(5,enc('x')),
    "NotSupportedError: Failed to execute 'digest' on 'SubtleCrypto': Algorithm: Unrecognized name"],
  [()=>sub.digest(undefined,enc('x')),
    "NotSupportedError: Failed to execute 'digest' on 'SubtleCrypto': Algorithm: Unrecognized name"],
  [()=>sub.digest('SHA3-256',enc('x')),
    "NotSupportedError: Failed to execute 'digest' on 'SubtleCrypto': Algorithm: Unrecognized name"],
  [()=>sub.digest.call({}, 'SHA-1', enc('')),
    "TypeError: Failed to execute 'digest' on 'SubtleCrypto': Illegal invocation"],
  [()=>{ const r=sub.digest('MD5',enc('')); return r},
    "NotSupportedError: Failed to execute 'digest' on 'SubtleCrypto': Algorithm: Unrecognized name"],
  [async () => { const hk = await keys.hk(); return [hk.algorithm===hk.algorithm,hk.usages===hk.usages,Object.isFrozen(hk.usages)]; },
    [false, false, false]],
  [()=>['encrypt','decrypt','sign','verify','digest','generateKey','deriveKey','deriveBits','importKey','exportKey','wrapKey','unwrapKey'].map(n=>SubtleCrypto.prototype[n].length),
    [3, 3, 3, 4, 2, 3, 5, 2, 5, 2, 4, 7]],
]);
