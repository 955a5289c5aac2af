// A Blob takes strings, buffers, views and Blobs, and copies what could change.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  async function everyKind() {
    const bytes = Uint8Array.of(98, 99);
    const blob = new Blob(['a', bytes, bytes.buffer, new DataView(bytes.buffer, 1), new Blob(['d']), 5, null, '\u20ac']);
    bytes.fill(0);
    assertEq('abcbccd5null\u20ac', await blob.text());
    assertEq(16 - 1, blob.size);
    succeed();
  },
  function noSequence() {
    let message;
    try {
      new Blob('text');
    } catch (e) {
      message = e.message;
    }
    assertEq("Failed to construct 'Blob': The provided value cannot be converted to a sequence.", message);
    succeed();
  },
]);
