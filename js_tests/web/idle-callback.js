// In a background page no frame is drawn; an idle callback runs when its timeout is over.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  async function frames() {
    assertEq('number', typeof requestAnimationFrame(() => chrome.test.fail('a frame was drawn')));
    const deadline = await new Promise((done) => requestIdleCallback(done, {timeout: 5}));
    assertTrue(deadline instanceof IdleDeadline && deadline.didTimeout && deadline.timeRemaining() === 0);
    cancelIdleCallback(requestIdleCallback(() => chrome.test.fail('cancelled'), {timeout: 1}));
    await new Promise((done) => setTimeout(done, 5));
    succeed();
  },
]);
