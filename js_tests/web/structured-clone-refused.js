// What cannot be cloned is named by the DataCloneError; a getter's exception passes through.

const {assertEq, assertTrue, succeed} = chrome.test;

function refused(text, value, options) {
  try {
    structuredClone(value, options);
  } catch (e) {
    assertEq(["Failed to execute 'structuredClone' on 'Window': " + text, 'DataCloneError', true],
        [e.message, e.name, e instanceof DOMException]);
    return;
  }
  chrome.test.fail('no exception: ' + text);
}

chrome.test.runTests([
  function values() {
    refused('()=>1 could not be cloned.', {a: [()=>1]});
    refused('class A{x=1} could not be cloned.', class A{x=1});
    refused('function max() { [native code] } could not be cloned.', Math.max);
    refused('Symbol(a) could not be cloned.', Symbol('a'));
    refused('[object Symbol] could not be cloned.', Object(Symbol('a')));
    refused('#<WeakMap> could not be cloned.', new WeakMap);
    refused('#<Promise> could not be cloned.', Promise.resolve());
    refused('[object Generator] could not be cloned.', (function* () {})());
    refused('#<Object> could not be cloned.', new Proxy({}, {}));
    refused('#<Object> could not be cloned.', (function () { return arguments; })());
    succeed();
  },
  function platformObjects() {
    refused('Event object could not be cloned.', new Event('x'));
    refused('EventTarget object could not be cloned.', new EventTarget);
    refused('AbortSignal object could not be cloned.', new AbortController().signal);
    refused('URL object could not be cloned.', new URL('http://a/'));
    refused('#<Window> could not be cloned.', window);
    refused('A MessagePort could not be cloned because it was not transferred.', new MessageChannel().port1);
    succeed();
  },
  function getterThatThrows() {
    const e = new Error('boom');
    try {
      structuredClone({get a() { throw e; }});
    } catch (thrown) {
      assertTrue(thrown === e);
      succeed();
    }
  },
  function tooDeep() {
    let o = {};
    for (let i = 0; i < 100000; i++) o = {o};
    try {
      structuredClone(o);
    } catch (e) {
      assertEq(["Failed to execute 'structuredClone' on 'Window': Maximum call stack size exceeded", 'RangeError'], [e.message, e.name]);
      succeed();
    }
  },
]);
