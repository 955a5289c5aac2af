// set: a value has at most 100 levels. What is deeper is left out of an object and null in an array.

const {assertEq, succeed} = chrome.test;
const {local} = chrome.storage;

function wrap(innermost, levels, list) {
  let value = innermost;
  for (let i = 0; i < levels; i++) value = list ? [value] : {a: value};
  return value;
}

chrome.test.runTests([
  [wrap('x', 99), wrap('x', 99)],
  [wrap('x', 100), wrap({}, 99)],
  [wrap({a: 'x'}, 100), wrap({}, 99)],
  [wrap('x', 99, true), wrap('x', 99, true)],
  [wrap('x', 100, true), wrap([null], 99, true)],
  [wrap('x', 20000), wrap({}, 99)],
].map(([value, expected]) => async function levels() {
  await local.set({value});
  assertEq(expected, (await local.get('value')).value);
  succeed();
}));
