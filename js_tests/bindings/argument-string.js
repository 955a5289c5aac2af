// Strings are primitive strings. They are converted to UTF-8: a lone surrogate becomes three replacement characters, NUL stays.

const cases = [
  ['', undefined], ['plain', 'plain'], ['\u00e4\u20ac\u{1f600}', '\u00e4\u20ac\u{1f600}'], ['a\0b', 'a\0b'], ['\ud800', '\ufffd\ufffd\ufffd'],
  ['x\udc00y', 'x\ufffd\ufffd\ufffdy'],
];

chrome.test.runTests([
  ...cases.map(([name, shown]) => async function converted() {
    chrome.test.assertEq(shown, (await ok(tcpServer.getInfo, await createSocket(tcpServer, {name}))).name);
    chrome.test.succeed();
  }),
  function refused() {
    for (const value of [5, null, undefined, true, {}, new String('127.0.0.1'), Symbol('x')]) {
      chrome.test.assertThrows(() => tcpServer.listen(-1, value, 0, () => {}), /No matching signature\.$/);
    }
    chrome.test.succeed();
  },
]);
