// The rules of listeners, with an event that the system sends.

const {assertEq, assertTrue, assertFalse, succeed} = chrome.test;

chrome.test.runTests([
  async function theRound() {
    const {port} = await listeningServer();
    const log = [];
    const seen = [];
    const event = tcpServer.onAccept;
    function second(info) {
      'use strict';
      seen.push(info);
      log.push('second');
      assertTrue(this === globalThis);
      assertFalse('lastError' in chrome.runtime);
    }
    const late = () => { log.push('late'); };
    const done = new Promise(resolve => {
      event.addListener(function first(info) {
        seen.push(info);
        log.push('first');
        info.mark = 1;
        event.removeListener(first);
        event.removeListener(second);
        event.addListener(late);
        Promise.resolve().then(() => log.push('job of first'));
      });
      event.addListener(second);
      event.addListener(function third() {
        event.removeListener(third);
        log.push('third');
        setTimeout(resolve, 0);
      });
    });
    await connectTo(port);
    await done;
    assertEq(['first', 'second', 'third', 'job of first'], log);
    assertTrue(seen[0] === seen[1]);
    assertEq(1, seen[1].mark);
    event.removeListener(late);
    succeed();
  },
]);
