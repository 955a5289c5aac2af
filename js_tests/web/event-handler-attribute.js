// An attribute like onload holds one listener, which keeps its place while it is replaced; returning false prevents the default.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  function place() {
    const reader = new FileReader();
    const log = [];
    reader.onprogress = () => log.push('replaced');
    reader.addEventListener('progress', () => log.push('listener'));
    reader.onprogress = () => log.push('handler');
    reader.dispatchEvent(new Event('progress'));
    assertEq(['handler', 'listener'], log);
    reader.onprogress = null;
    reader.onprogress = () => log.push('again');
    reader.dispatchEvent(new Event('progress'));
    assertEq(['handler', 'listener', 'listener', 'again'], log);
    succeed();
  },
  function value() {
    const reader = new FileReader();
    assertEq(null, reader.onload);
    reader.onload = 5;
    assertEq(null, reader.onload);
    const handler = () => false;
    reader.onload = handler;
    assertEq(handler, reader.onload);
    assertEq(false, reader.dispatchEvent(new Event('load', {cancelable: true})));
    succeed();
  },
]);
