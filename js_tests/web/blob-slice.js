// slice counts from the end for negative numbers, and leaves the type behind.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  async function bounds() {
    const blob = new Blob(['abc', 'def'], {type: 'text/plain'});
    const texts = [];
    for (const args of [[], [1, 3], [-2], [2, -2], [4, 2], [0, 99]]) texts.push(await blob.slice(...args).text());
    assertEq(['abcdef', 'bc', 'ef', 'cd', '', 'abcdef'], texts);
    succeed();
  },
  function type() {
    const blob = new Blob(['abc'], {type: 'Text/Plain'});
    assertEq(['text/plain', '', 'a/b'], [blob.type, blob.slice().type, blob.slice(0, 1, 'a/b').type]);
    succeed();
  },
]);
