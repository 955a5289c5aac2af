// manifest: {"description": "an app has a content security policy"}
// The content security policy allows no code from text.

chrome.test.runTests([
  function refused() {
    for (const attempt of [() => eval('1'), () => new Function('return 1')()]) {
      let error = null;
      try {
        attempt();
      } catch (e) {
        error = e;
      }
      chrome.test.assertTrue(error instanceof EvalError, String(error));
    }
    chrome.test.succeed();
  },
]);
