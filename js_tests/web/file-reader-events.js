// The events of a read: loadstart, progress, load, loadend, with the numbers of bytes.

const {assertEq, assertTrue, succeed} = chrome.test;
const types = ['loadstart', 'progress', 'load', 'abort', 'error', 'loadend'];

function logOf(reader) {
  const log = [];
  for (const type of types) {
    reader.addEventListener(type, event => {
      assertTrue(event instanceof ProgressEvent && event.isTrusted);
      log.push([type, event.loaded, event.total, reader.readyState, reader.result].join(' '));
    });
  }
  return log;
}

chrome.test.runTests([
  function order() {
    const reader = new FileReader();
    const log = logOf(reader);
    reader.onloadend = () => {
      assertEq(['begun', 'job', 'loadstart 0 4 1 ', 'progress 4 4 1 ', 'load 4 4 2 text', 'loadend 4 4 2 text'], log);
      succeed();
    };
    reader.readAsText(new Blob(['text']));
    log.push('begun');
    Promise.resolve().then(() => log.push('job'));
  },
  function emptyBlob() {
    const reader = new FileReader();
    const log = logOf(reader);
    reader.onloadend = () => {
      assertEq(['loadstart 0 0 1 ', 'load 0 0 2 ', 'loadend 0 0 2 '], log);
      succeed();
    };
    reader.readAsText(new Blob());
  },
]);
