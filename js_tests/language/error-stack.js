// An error has the stack of the place where it was made, in V8's form, as a property of its own.

class Device {
  static open() { return new Device().check(); }
  check() { return new Error('not open'); }
}

chrome.test.runTests([
  function frames() {
    const lines = Device.open().stack.split('\n');
    chrome.test.assertEq('Error: not open', lines[0]);
    chrome.test.assertTrue(/^    at Device\.check \(.*:\d+:\d+\)$/.test(lines[1]), lines[1]);
    chrome.test.assertTrue(/^    at Device\.open \(.*:\d+:\d+\)$/.test(lines[2]), lines[2]);
    chrome.test.succeed();
  },
  function ownProperty() {
    chrome.test.assertEq(['stack', 'message'], Object.getOwnPropertyNames(new Error('x')));
    chrome.test.succeed();
  },
  function headerIsMadeOnce() {
    const e = new Error('first');
    e.message = 'second';
    chrome.test.assertEq('Error: first', e.stack.split('\n')[0]);
    chrome.test.succeed();
  },
  function captured() {
    const o = {name: 'Own', message: 'text'};
    Error.captureStackTrace(o);
    chrome.test.assertEq('Own: text', o.stack.split('\n')[0]);
    chrome.test.succeed();
  },
  function prepared() {
    Error.prepareStackTrace = (error, sites) => [error.message, typeof sites[0].getLineNumber()];
    const {stack} = new Error('m');
    Error.prepareStackTrace = undefined;
    chrome.test.assertEq(['m', 'number'], stack);
    chrome.test.succeed();
  },
]);
