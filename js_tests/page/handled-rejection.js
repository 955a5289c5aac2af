// A rejection that is handled before the task has ended is not told.

chrome.test.runTests([
  function handledAtOnce() {
    Promise.reject(new Error('handled')).catch(() => {});
    setTimeout(chrome.test.succeed, 10);
  },
  function handledInAMicrotask() {
    const promise = Promise.reject(new Error('handled'));
    queueMicrotask(() => promise.catch(() => {}));
    setTimeout(chrome.test.succeed, 10);
  },
]);
