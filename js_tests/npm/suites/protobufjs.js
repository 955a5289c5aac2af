const source = `syntax = "proto3"; package p;
  message M { string name = 1; repeated int64 n = 2; map<string, double> m = 3; bytes b = 4; enum E { A = 0; B = 5; } E e = 5; }`;
const M = protobuf.parse(source).root.lookupType('p.M');
const bytes = M.encode(M.create({name: '\u00e9\u{1F600}', n: [1, -5, 300], m: {x: 1.5}, b: new Uint8Array([1, 2]), e: 5})).finish();
console.log(bytes.length, JSON.stringify(M.toObject(M.decode(bytes), {longs: String, enums: String, bytes: String})), M.verify({name: 5}));
