// A DOMException is an Error with a name, and the code that the name had in old times.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  function codes() {
    for (const [name, code] of [['NotFoundError', 8], ['InvalidStateError', 11], ['AbortError', 20], ['NotReadableError', 0], ['Error', 0]]) {
      assertEq(code, new DOMException('text', name).code);
    }
    assertEq(8, DOMException.NOT_FOUND_ERR);
    succeed();
  },
  function error() {
    const e = new DOMException('text', 'DataError');
    assertTrue(e instanceof Error);
    assertEq('DataError: text', String(e));
    assertEq('[object DOMException]', Object.prototype.toString.call(e));
    assertEq(['Error', ''], [new DOMException().name, new DOMException().message]);
    succeed();
  },
]);
