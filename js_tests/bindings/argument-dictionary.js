// A dictionary is any object that is neither function nor array; its own enumerable string keys count.

const {assertEq, succeed} = chrome.test;

async function nameWith(properties) {
  return (await ok(tcpServer.getInfo, await createSocket(tcpServer, properties))).name;
}

class WithGetter {
  get name() { return 'inherited'; }
}

const hidden = Object.defineProperty({}, 'foo', {value: 1, enumerable: false});
const symbolKey = {[Symbol('foo')]: 1, name: 'ok'};

chrome.test.runTests([
  ...[
    [Object.create({name: 'inherited', foo: 1}), undefined],
    [new WithGetter(), undefined],
    [new Date(0), undefined],
    [hidden, undefined],
    [symbolKey, 'ok'],
    [Object.assign(Object.create(null), {name: 'null prototype'}), 'null prototype'],
    [{get name() { return 'own getter'; }}, 'own getter'],
    [new Proxy({name: 'proxied'}, {}), 'proxied'],
  ].map(([properties, expected]) => async function read() {
    assertEq(expected, await nameWith(properties));
    succeed();
  }),
  function exceptionsComeThrough() {
    const error = new RangeError('mine');
    const hostile = [
      {get name() { throw error; }},
      new Proxy({name: 1}, {get() { throw error; }}),
      new Proxy({}, {ownKeys() { throw error; }}),
    ];
    for (const properties of hostile) {
      let caught = null;
      try {
        tcpServer.create(properties, () => {});
      } catch (e) {
        caught = e;
      }
      assertEq(true, caught === error, String(caught));
    }
    succeed();
  },
]);
