// Promise jobs run between two listeners of an event of the system, but not between those of dispatchEvent.

const {assertEq, succeed} = chrome.test;

function logOf(target, type) {
  const log = [];
  for (const n of [1, 2]) {
    target.addEventListener(type, () => {
      log.push('listener ' + n);
      Promise.resolve().then(() => log.push('job ' + n));
    });
  }
  return log;
}

chrome.test.runTests([
  function ofTheSystem() {
    const reader = new FileReader();
    const log = logOf(reader, 'load');
    reader.addEventListener('loadend', () => {
      assertEq(['listener 1', 'job 1', 'listener 2', 'job 2'], log);
      succeed();
    });
    reader.readAsText(new Blob(['text']));
  },
  function ofTheScript() {
    const target = new EventTarget();
    const log = logOf(target, 'x');
    target.dispatchEvent(new Event('x'));
    assertEq(['listener 1', 'listener 2'], log);
    setTimeout(() => {
      assertEq(['listener 1', 'listener 2', 'job 1', 'job 2'], log);
      succeed();
    }, 0);
  },
]);
