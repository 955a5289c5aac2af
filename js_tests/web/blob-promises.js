// text, arrayBuffer and bytes promise the contents.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  async function contents() {
    const blob = new Blob([Uint8Array.of(0xef, 0xbb, 0xbf, 0x61, 0xff)]);
    assertEq('a\ufffd', await blob.text());
    const buffer = await blob.arrayBuffer();
    assertTrue(buffer instanceof ArrayBuffer);
    assertEq(5, buffer.byteLength);
    const bytes = await blob.bytes();
    assertTrue(bytes instanceof Uint8Array);
    assertEq([0xef, 0xbb, 0xbf, 0x61, 0xff], Array.from(bytes));
    succeed();
  },
]);
