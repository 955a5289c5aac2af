// The four forms in which a FileReader gives the bytes.

const {assertEq, succeed} = chrome.test;

function read(method, parts, type = '', ...args) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader[method](new Blob(parts, {type}), ...args);
  });
}

chrome.test.runTests([
  async function forms() {
    const bytes = Uint8Array.of(0x61, 0xe9, 0);
    assertEq([0x61, 0xe9, 0], Array.from(new Uint8Array(await read('readAsArrayBuffer', [bytes]))));
    assertEq('a\u00e9\0', await read('readAsBinaryString', [bytes]));
    assertEq('data:application/octet-stream;base64,YekA', await read('readAsDataURL', [bytes]));
    assertEq('data:text/plain;base64,YekA', await read('readAsDataURL', [bytes], 'text/plain'));
    assertEq('a\ufffd\0', await read('readAsText', [bytes]));
    succeed();
  },
  async function encodings() {
    const bytes = Uint8Array.of(0xe9);
    assertEq('\u00e9', await read('readAsText', [bytes], '', 'latin1'));
    assertEq('\ufffd', await read('readAsText', [bytes], '', 'no such encoding'));
    assertEq('\ufffd', await read('readAsText', [bytes], 'text/plain;charset=latin1'));
    assertEq('a', await read('readAsText', [Uint8Array.of(0xff, 0xfe, 0x61, 0)], '', 'utf-8'));
    succeed();
  },
]);
