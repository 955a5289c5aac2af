// abort() fires abort and loadend before it returns; afterwards there is an AbortError.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  function underWay() {
    const reader = new FileReader();
    const log = [];
    for (const type of ['loadstart', 'load', 'abort', 'error', 'loadend']) reader.addEventListener(type, () => log.push(type));
    reader.readAsText(new Blob(['text']));
    reader.abort();
    assertEq(['abort', 'loadend'], log);
    assertEq([2, null, 'AbortError'], [reader.readyState, reader.result, reader.error.name]);
    setTimeout(() => {
      assertEq(2, log.length);
      succeed();
    }, 20);
  },
  function withoutARead() {
    const reader = new FileReader();
    reader.onabort = () => chrome.test.fail('abort without a read');
    reader.abort();
    assertEq([0, null], [reader.readyState, reader.error]);
    succeed();
  },
]);
