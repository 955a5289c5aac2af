// API functions: name, length, text; they are no constructors and do not look at `this`.

const {assertEq, assertFalse, assertThrows, succeed} = chrome.test;

chrome.test.runTests([
  function nature() {
    for (const api of [tcpServer, tcp]) {
      for (const name of Object.keys(api)) {
        const method = api[name];
        if (typeof method !== 'function') continue;
        assertEq([name, 0], [method.name, method.length]);
        assertEq(`function ${name}() { [native code] }`, String(method));
        assertFalse('prototype' in method, name);
      }
    }
    succeed();
  },
  function noConstructor() {
    assertThrows(() => new chrome.sockets.tcpServer.create(), /is not a constructor$/);
    succeed();
  },
  function detached() {
    const {create} = tcpServer;
    create({}, chrome.test.callbackPass());
    create.call(null, {}, chrome.test.callbackPass());
    create.call({}, {}, chrome.test.callbackPass());
  },
]);
