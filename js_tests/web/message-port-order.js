// Messages wait in a port until it is started; each is a task of its own.

const {assertEq, assertTrue, callbackPass, succeed} = chrome.test;
const turn = () => new Promise((done) => { const c = new MessageChannel; c.port2.onmessage = done; c.port1.postMessage(0); });
// Channels are not in step with each other.
const until = async (log, length) => { while (log.length < length) await turn(); };

chrome.test.runTests([
  async function notStarted() {
    const {port1, port2} = new MessageChannel, log = [];
    port2.addEventListener('message', (e) => log.push(e.data));
    port1.postMessage('a');
    port1.postMessage('b');
    await turn();
    log.push('started');
    port2.start();
    log.push('after start');
    await until(log, 4);
    assertEq(['started', 'after start', 'a', 'b'], log);
    succeed();
  },
  async function jobsBetweenMessages() {
    const {port1, port2} = new MessageChannel, log = [];
    port2.onmessage = (e) => {
      log.push(e.data);
      Promise.resolve().then(() => log.push('job ' + e.data));
    };
    port1.postMessage(1);
    port1.postMessage(2);
    await until(log, 4);
    assertEq([1, 'job 1', 2, 'job 2'], log);
    succeed();
  },
  async function theEvent() {
    const {port1, port2} = new MessageChannel;
    port1.postMessage({a: 1});
    const e = await new Promise((done) => port2.onmessage = done);
    assertEq([{a: 1}, '', null, '', true, false, false], [e.data, e.origin, e.source, e.lastEventId, e.isTrusted, e.bubbles, e.cancelable]);
    assertTrue(e instanceof MessageEvent && e.target === port2 && Object.isFrozen(e.ports) && e.ports === e.ports && e.ports.length === 0);
    succeed();
  },
  async function closing() {
    const log = [];
    const sender = new MessageChannel, receiver = new MessageChannel, inHandler = new MessageChannel;
    sender.port2.onmessage = (e) => log.push('sender ' + e.data);
    sender.port1.postMessage(1);
    sender.port1.close();
    sender.port1.postMessage(2);
    receiver.port2.onmessage = (e) => log.push('receiver ' + e.data);
    receiver.port1.postMessage(1);
    receiver.port2.close();
    inHandler.port2.onmessage = (e) => { log.push('handler ' + e.data); inHandler.port2.close(); };
    inHandler.port1.postMessage(1);
    inHandler.port1.postMessage(2);
    await until(log, 2);
    await turn();
    assertEq(['sender 1', 'handler 1'], log);
    succeed();
  },
  async function transferredWithItsMessages() {
    const {port1, port2} = new MessageChannel, way = new MessageChannel, log = [];
    port1.postMessage('before');
    way.port1.postMessage(port2, [port2]);
    port1.postMessage('after');
    const e = await new Promise((done) => way.port2.onmessage = done);
    assertTrue(e.data instanceof MessagePort && e.ports[0] === e.data && e.data !== port2);
    e.data.onmessage = (e) => log.push(e.data);
    await until(log, 2);
    assertEq(['before', 'after'], log);
    succeed();
  },
  function refusals() {
    const {port1} = new MessageChannel;
    const failure = (...args) => {
      try { port1.postMessage(...args); } catch (e) { return e.name + ': ' + e.message.replace("Failed to execute 'postMessage' on 'MessagePort': ", ''); }
    };
    assertEq('TypeError: 1 argument required, but only 0 present.', failure());
    assertEq('DataCloneError: Symbol() could not be cloned.', failure(Symbol()));
    assertEq('DataCloneError: Port at index 0 contains the source port.', failure(1, [port1]));
    assertEq('TypeError: Overload resolution failed.', failure(1, 5));
    assertEq("TypeError: Failed to convert value to 'object'.", failure(1, [1]));
    assertEq(undefined, failure(1, null));
    succeed();
  },
]);
