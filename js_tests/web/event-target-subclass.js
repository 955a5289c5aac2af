// A class can extend EventTarget and CustomEvent.

const {assertEq, assertTrue, succeed} = chrome.test;

class Counted extends CustomEvent {
  constructor(detail) {
    super('counted', {detail});
  }
}

class Counter extends EventTarget {
  count = 0;
  next() { return this.dispatchEvent(new Counted(++this.count)); }
}

chrome.test.runTests([
  function emitter() {
    const counter = new Counter();
    const log = [];
    counter.addEventListener('counted', event => {
      assertTrue(event instanceof Counted && event instanceof Event);
      assertTrue(event.target === counter && event.currentTarget === counter);
      log.push(event.detail);
    });
    counter.next();
    counter.next();
    assertEq([1, 2], log);
    succeed();
  },
]);
