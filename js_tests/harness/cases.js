// Tests that are tables: many small cases, each with what it comes to.

// What a function comes to, sync or async: its value, or the text of what it throws.
async function caseOutcome(f) {
  try {
    const value = await f();
    return value === undefined ? 'undefined' : value;
  } catch (e) {
    return e instanceof Error || e instanceof DOMException ? e.name + ': ' + e.message : 'thrown ' + String(e);
  }
}

// Runs [function, expected] one after the other, as a test of this name. What is expected is compared as JSON.
function runCases(name, cases) {
  const test = async () => {
    for (const [f, want] of cases) chrome.test.assertEq(JSON.stringify(want), JSON.stringify(await caseOutcome(f)), String(f));
    chrome.test.succeed();
  };
  Object.defineProperty(test, 'name', {value: name});
  chrome.test.runTests([test]);
}
