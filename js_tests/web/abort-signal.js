// AbortController aborts its signal once; AbortSignal.any and AbortSignal.timeout make signals that follow.
chrome.test.runTests([
  function aborts() {
    const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
    const controller = new AbortController();
    const {signal} = controller;
    const log = [];
    signal.onabort = event => log.push(event.type, event.target === signal, event.isTrusted, signal.aborted);
    assertEq([false, undefined], [signal.aborted, signal.reason]);
    controller.abort();
    controller.abort('again');
    assertEq(['abort', true, true, true], log);
    assertTrue(signal.reason instanceof DOMException);
    assertEq(['AbortError', 20], [signal.reason.name, signal.reason.code]);
    assertThrows(() => signal.throwIfAborted(), 'signal is aborted without reason');
    assertThrows(() => new AbortSignal(), "Failed to construct 'AbortSignal': Illegal constructor");
    assertEq([5, 'signal is aborted without reason'], [AbortSignal.abort(5).reason, AbortSignal.abort(undefined).reason.message]);
    succeed();
  },
  function any() {
    const {assertEq, assertThrows, succeed} = chrome.test;
    const a = new AbortController();
    const b = new AbortController();
    const signal = AbortSignal.any([a.signal, AbortSignal.any([b.signal])]);
    const log = [];
    signal.onabort = () => log.push('any');
    b.signal.onabort = () => log.push('b', signal.aborted);
    b.abort(1);
    a.abort(2);
    assertEq(['b', true, 'any'], log);
    assertEq(1, signal.reason);
    assertEq(3, AbortSignal.any([a.signal, AbortSignal.abort(3)].reverse()).reason);
    assertThrows(() => AbortSignal.any([1]), "Failed to execute 'any' on 'AbortSignal': Failed to convert value to 'AbortSignal'.");
    succeed();
  },
  async function timeout() {
    const {assertEq, assertThrows, succeed} = chrome.test;
    const signal = AbortSignal.timeout(1);
    await new Promise(resolve => signal.addEventListener('abort', resolve));
    assertEq('TimeoutError: signal timed out', String(signal.reason));
    assertThrows(() => AbortSignal.timeout(-1), "Failed to execute 'timeout' on 'AbortSignal': Value is outside the 'unsigned long long' value range.");
    succeed();
  },
  function removesListeners() {
    const {assertEq, assertThrows, succeed} = chrome.test;
    const controller = new AbortController();
    const target = new EventTarget();
    let calls = 0;
    const fire = () => target.dispatchEvent(new Event('x'));
    target.addEventListener('x', () => calls++, {signal: controller.signal});
    fire();
    controller.abort();
    fire();
    target.addEventListener('x', () => calls++, {signal: controller.signal});
    fire();
    assertEq(1, calls);
    assertThrows(() => target.addEventListener('x', () => {}, {signal: 1}),
                 "Failed to execute 'addEventListener' on 'EventTarget': Failed to read the 'signal' property from 'AddEventListenerOptions': Failed to convert value to 'AbortSignal'.");
    succeed();
  },
]);
