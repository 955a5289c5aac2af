// What an error says about an expression is in the words of V8: scripts show it, and some look for it.

function messageOf(f) {
  try {
    f();
  } catch (e) {
    return e.message;
  }
  return null;
}

chrome.test.runTests([
  function members() {
    const o = {inner: null};
    chrome.test.assertEq("Cannot read properties of null (reading 'x')", messageOf(() => o.inner.x));
    chrome.test.assertEq("Cannot read properties of undefined (reading 'x')", messageOf(() => o.nothing.x));
    chrome.test.assertEq("Cannot set properties of undefined (setting 'x')", messageOf(() => { o.nothing.x = 1; }));
    chrome.test.succeed();
  },
  function calls() {
    const o = {value: 5, list: []};
    chrome.test.assertEq('o.value is not a function', messageOf(() => o.value()));
    chrome.test.assertEq('o.list[0] is not a function', messageOf(() => o.list[0]()));
    chrome.test.assertEq('o.Device is not a constructor', messageOf(() => new o.Device()));
    chrome.test.assertEq('number 5 is not a function', messageOf(() => [1].map(5)));
    chrome.test.succeed();
  },
  function iteration() {
    const o = {};
    chrome.test.assertEq('o is not iterable', messageOf(() => { for (const x of o); }));
    chrome.test.assertEq("Cannot destructure property 'a' of 'o.b' as it is undefined.", messageOf(() => { const {a} = o.b; }));
    chrome.test.succeed();
  },
  function json() {
    chrome.test.assertEq('Unexpected end of JSON input', messageOf(() => JSON.parse('')));
    chrome.test.assertEq(`Unexpected token '<', "<html>" is not valid JSON`, messageOf(() => JSON.parse('<html>')));
    chrome.test.succeed();
  },
]);
