const test = require('tape');
test('later', t => {
  t.plan(2);
  t.equal(1 + 1, 2);
  setTimeout(() => t.ok(true), 1);
});
test('deep', t => {
  t.deepEqual({a: [1, {b: 2}]}, {a: [1, {b: 2}]});
  t.throws(() => { throw new Error('thrown') }, /thrown/);
  t.end();
});
test('async', async t => t.equal(await 5, 5));
