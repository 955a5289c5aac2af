// The unhandledrejection event has the promise and the reason; preventDefault keeps the text off the console.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  function listener() {
    const reason = new Error('boom');
    const promise = Promise.reject(reason);
    addEventListener('unhandledrejection', function listener(event) {
      removeEventListener('unhandledrejection', listener);
      assertEq('unhandledrejection', event.type);
      assertTrue(event.promise === promise);
      assertTrue(event.reason === reason);
      event.preventDefault();
      setTimeout(succeed, 0);
    });
  },
  function handlerProperty() {
    onunhandledrejection = event => {
      onunhandledrejection = null;
      assertEq('why', event.reason);
      event.preventDefault();
      setTimeout(succeed, 0);
    };
    Promise.reject('why');
  },
]);
