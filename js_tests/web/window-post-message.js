// window.postMessage sends to the window itself.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  async function delivery() {
    const log = [], buffer = new ArrayBuffer(4);
    const done = new Promise((done) => {
      onmessage = (e) => {
        assertTrue(e.source === window && e.origin === origin);
        log.push(e.data);
        if (e.data === 'last') done();
      };
    });
    postMessage(1, '*');
    postMessage(2, '/');
    postMessage(3);
    postMessage(4, origin);
    postMessage(5, {targetOrigin: '*', transfer: [buffer]});
    assertEq([[], 0], [log, buffer.byteLength]);
    postMessage('last', '*');
    await done;
    assertEq([1, 2, 3, 4, 5, 'last'], log);
    onmessage = null;
    succeed();
  },
  function refusals() {
    const failure = (...args) => {
      try { postMessage(...args); } catch (e) { return e.name + ': ' + e.message.replace("Failed to execute 'postMessage' on 'Window': ", ''); }
    };
    assertEq('TypeError: 1 argument required, but only 0 present.', failure());
    assertEq("SyntaxError: Invalid target origin '5' in a call to 'postMessage'.", failure(1, 5));
    assertEq("SyntaxError: Invalid target origin 'bad' in a call to 'postMessage'.", failure(1, {targetOrigin: 'bad'}));
    assertEq("TypeError: Failed to convert value to 'object'.", failure(1, '*', [1]));
    assertEq('DataCloneError: ()=>1 could not be cloned.', failure(()=>1, '*'));
    succeed();
  },
]);
