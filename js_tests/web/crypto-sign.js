// crypto.subtle.sign and verify.

const sub = crypto.subtle;
const enc = (text) => new TextEncoder().encode(text);
const hex = (bytes) => Array.from(new Uint8Array(bytes), (b) => b.toString(16).padStart(2, '0')).join('');
const imp = (...args) => sub.importKey(...args);
// Keys, made on first use.
const once = (make) => { let made; return () => made ??= make(); };
const keys = {
  hk: once(() => imp('raw', enc('key'), {name: 'HMAC', hash: 'SHA-256'}, true, ['sign', 'verify'])),
  hkn: once(() => imp('raw', enc('key'), {name: 'HMAC', hash: 'SHA-256'}, false, ['verify'])),
  rs: once(() => sub.generateKey({name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256'}, true, ['sign', 'verify'])),
  ps: once(() => sub.generateKey({name: 'RSA-PSS', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256'}, true, ['sign', 'verify'])),
  es: once(() => sub.generateKey({name: 'ECDSA', namedCurve: 'P-256'}, true, ['sign', 'verify'])),
  ed: once(() => sub.generateKey('Ed25519', true, ['sign', 'verify'])),
};

runCases('cryptoSign', [
  [async () => { const hk = await keys.hk(); return hex(await sub.sign('HMAC',hk,enc('msg'))); },
    "2d93cbc1be167bcb1637a4a23cbff01a7878f0c50ee833954ea5221bb1b8c628"],
  [async () => { const hkn = await keys.hkn(); return sub.sign('HMAC',hkn,enc('msg')); },
    "InvalidAccessError: key.usages does not permit this operation"],
  [async () => { const hk = await keys.hk(); return sub.sign('ECDSA',hk,enc('msg')); },
    "TypeError: Failed to execute 'sign' on 'SubtleCrypto': EcdsaParams: hash: Missing or not an AlgorithmIdentifier"],
  [async () => { const hk = await keys.hk(); return sub.sign('RSA-PSS',hk,enc('msg')); },
    "TypeError: Failed to execute 'sign' on 'SubtleCrypto': RsaPssParams: saltLength: Missing required property"],
  [()=>sub.sign('HMAC',{},enc('x')),
    "TypeError: Failed to execute 'sign' on 'SubtleCrypto': parameter 2 is not of type 'CryptoKey'."],
  [async () => { const hk = await keys.hk(); return sub.sign('AES-CBC',hk,enc('x')); },
    "NotSupportedError: Failed to execute 'sign' on 'SubtleCrypto': AES-CBC: Unsupported operation: sign"],
  [async () => { const hk = await keys.hk(); return sub.verify('HMAC',hk,await sub.sign('HMAC',hk,enc('m')),enc('m')); },
    true],
  [async () => { const hk = await keys.hk(); return sub.verify('HMAC',hk,enc('x'),enc('m')); },
    false],
  [async () => { const rs = await keys.rs(); const s=await sub.sign('RSASSA-PKCS1-v1_5',rs.privateKey,enc('m')); return [s.byteLength, await sub.verify('RSASSA-PKCS1-v1_5',rs.publicKey,s,enc('m')), await sub.verify('RSASSA-PKCS1-v1_5',rs.publicKey,s,enc('n')), await sub.verify('RSASSA-PKCS1-v1_5',rs.publicKey,enc('short'),enc('n'))] },
    [128, true, false, false]],
  [async () => { const rs = await keys.rs(); return sub.sign('RSASSA-PKCS1-v1_5',rs.publicKey,enc('m')); },
    "InvalidAccessError: key.usages does not permit this operation"],
  [async () => { const ps = await keys.ps(); const s=await sub.sign({name:'RSA-PSS',saltLength:20},ps.privateKey,enc('m')); return [await sub.verify({name:'RSA-PSS',saltLength:20},ps.publicKey,s,enc('m')),await sub.verify({name:'RSA-PSS',saltLength:21},ps.publicKey,s,enc('m'))] },
    [true, false]],
  [async () => { const ps = await keys.ps(); return sub.sign({name:'RSA-PSS',saltLength:200},ps.privateKey,enc('m')); },
    "OperationError: "],
  [async () => { const ps = await keys.ps(); return sub.sign({name:'RSA-PSS'},ps.privateKey,enc('m')); },
    "TypeError: Failed to execute 'sign' on 'SubtleCrypto': RsaPssParams: saltLength: Missing required property"],
  [async () => { const ps = await keys.ps(); return (await sub.sign({name:'RSA-PSS',saltLength:0},ps.privateKey,enc('m'))).byteLength; },
    128],
  [async () => { const es = await keys.es(); const s=await sub.sign({name:'ECDSA',hash:'SHA-384'},es.privateKey,enc('m')); return [s.byteLength,await sub.verify({name:'ECDSA',hash:'SHA-384'},es.publicKey,s,enc('m')),await sub.verify({name:'ECDSA',hash:'SHA-384'},es.publicKey,enc('x'),enc('m'))] },
    [64, true, false]],
  [async () => { const es = await keys.es(); return sub.sign({name:'ECDSA'},es.privateKey,enc('m')); },
    "TypeError: Failed to execute 'sign' on 'SubtleCrypto': EcdsaParams: hash: Missing or not an AlgorithmIdentifier"],
  [async () => { const es = await keys.es(); const j=await sub.exportKey('jwk',es.publicKey); return [Object.keys(j),j.crv,j.kty,j.ext,j.key_ops] },
    [["crv", "ext", "key_ops", "kty", "x", "y"], "P-256", "EC", true, ["verify"]]],
  [async () => { const ed = await keys.ed(); const s=await sub.sign('Ed25519',ed.privateKey,enc('m')); return [s.byteLength,await sub.verify('Ed25519',ed.publicKey,s,enc('m'))] },
    [64, true]],
  [async () => { const ed = await keys.ed(); const j=await sub.exportKey('jwk',ed.privateKey); return [Object.keys(j),j.crv,j.kty,j.ext,j.key_ops,j.alg] },
    [["alg", "crv", "d", "ext", "key_ops", "kty", "x"], "Ed25519", "OKP", true, ["sign"], "Ed25519"]],
]);
