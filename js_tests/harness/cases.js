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

// Runs [function, expected] one after the other, as a test of this name. What is expected is compared as JSON, after
// normalize has taken from that of the outcome what differs from run to run.
function runCases(name, cases, normalize = json => json) {
  const test = async () => {
    for (const [f, want] of cases) chrome.test.assertEq(JSON.stringify(want), normalize(JSON.stringify(await caseOutcome(f))), String(f));
    chrome.test.succeed();
  };
  Object.defineProperty(test, 'name', {value: name});
  chrome.test.runTests([test]);
}

// For tests that talk to the web server of js_tests/peer: where it is, and what stands for this in what is expected.
const webServer = `http://127.0.0.1:${chromeTestConfig.web.port}/`;
const withoutOrigins = json => json.split(`127.0.0.1:${chromeTestConfig.web.port}`).join('server').split(location.origin).join('chrome-extension://app');
