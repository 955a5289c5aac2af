// An Error that is cloned keeps its message, its stack, its cause and the class that its name says.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  function classes() {
    for (const T of [Error, TypeError, RangeError, EvalError, URIError, SyntaxError, ReferenceError]) {
      const e = new T('text'), copy = structuredClone(e);
      assertTrue(copy instanceof T && copy.constructor === T, T.name);
      assertEq(['text', e.stack], [copy.message, copy.stack]);
      assertEq(['stack', 'message'], Object.getOwnPropertyNames(copy));
    }
    assertEq('Error', structuredClone(new AggregateError([1], 'all')).constructor.name);
    succeed();
  },
  function classOfTheApp() {
    class Custom extends Error { constructor() { super('m'); this.name = 'Custom'; this.code = 5; } }
    const copy = structuredClone(new Custom);
    assertEq(['Error', 'Error', 'm', undefined], [copy.constructor.name, copy.name, copy.message, copy.code]);
    succeed();
  },
  function theNameDecides() {
    const e = new Error('x');
    e.name = 'TypeError';
    assertTrue(structuredClone(e) instanceof TypeError);
    succeed();
  },
  function cause() {
    const copy = structuredClone(new Error('x', {cause: {a: 1}}));
    assertEq({a: 1}, copy.cause);
    assertTrue(!Object.getOwnPropertyDescriptor(copy, 'cause').enumerable);
    succeed();
  },
  function messageThatIsNoString() {
    const e = new Error;
    e.message = {toString() { return 'converted'; }};
    assertEq('converted', structuredClone(e).message);
    Object.defineProperty(e, 'message', {get() { return 'from a getter'; }});
    assertTrue(!Object.hasOwn(structuredClone(e), 'message'));
    succeed();
  },
]);
