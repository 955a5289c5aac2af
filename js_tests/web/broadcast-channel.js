// A BroadcastChannel hears what others of its name say, not itself.

const {assertEq, callbackPass, succeed} = chrome.test;

chrome.test.runTests([
  async function delivery() {
    const log = [];
    const [a, b, c] = ['n', 'n', 'other'].map((name) => new BroadcastChannel(name));
    a.onmessage = (e) => log.push(['a', e.data, e.origin === origin, e.source]);
    c.onmessage = () => log.push('c');
    a.postMessage({x: 1});
    b.postMessage(2);
    await new Promise((done) => { b.onmessage = (e) => { log.push(['b', e.data]); if (log.length === 2) done(); }; a.addEventListener('message', () => { if (log.length === 2) done(); }); });
    assertEq([['b', {x: 1}], ['a', 2, true, null]], log);
    for (const channel of [a, b, c]) channel.close();
    succeed();
  },
  function refusals() {
    const failure = (f) => { try { f(); } catch (e) { return e.name + ': ' + e.message; } };
    const closed = new BroadcastChannel('z');
    closed.close();
    closed.close();
    assertEq("InvalidStateError: Failed to execute 'postMessage' on 'BroadcastChannel': Channel is closed", failure(() => closed.postMessage(1)));
    const open = new BroadcastChannel(undefined);
    assertEq('undefined', open.name);
    assertEq("DataCloneError: Failed to execute 'postMessage' on 'BroadcastChannel': ()=>1 could not be cloned.", failure(() => open.postMessage(()=>1)));
    open.close();
    assertEq("TypeError: Failed to construct 'BroadcastChannel': 1 argument required, but only 0 present.", failure(() => new BroadcastChannel));
    succeed();
  },
]);
