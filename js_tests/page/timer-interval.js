// An interval runs until it is cleared, also by itself.

chrome.test.runTests([
  function untilCleared() {
    let calls = 0;
    const id = setInterval(() => {
      if (++calls < 3) return;
      clearInterval(id);
      setTimeout(() => {
        chrome.test.assertEq(3, calls);
        chrome.test.succeed();
      }, 30);
    }, 1);
  },
  function clearedFromATimerOfTheSameTime() {
    let late = false;
    let id;
    setTimeout(() => clearTimeout(id), 0);
    id = setTimeout(() => { late = true; }, 0);
    setTimeout(() => {
      chrome.test.assertFalse(late);
      chrome.test.succeed();
    }, 20);
  },
]);
