// TextEncoder and TextDecoder turn strings into UTF-8 and back.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  function roundTrip() {
    const text = 'a\u00e4\u20ac\u{1f600}\0';
    const bytes = new TextEncoder().encode(text);
    assertEq([97, 195, 164, 226, 130, 172, 240, 159, 152, 128, 0], Array.from(bytes));
    assertEq(text, new TextDecoder().decode(bytes));
    assertEq(text, new TextDecoder('utf-8').decode(bytes.buffer));
    succeed();
  },
  function badInput() {
    assertEq([239, 191, 189], Array.from(new TextEncoder().encode('\ud800')));
    assertEq('\ufffdA', new TextDecoder().decode(Uint8Array.of(0xff, 0x41)));
    chrome.test.assertThrows(() => new TextDecoder('utf-8', {fatal: true}).decode(Uint8Array.of(0xff)));
    succeed();
  },
  function stream() {
    const decoder = new TextDecoder();
    assertEq('', decoder.decode(Uint8Array.of(0xe2, 0x82), {stream: true}));
    assertEq('\u20ac', decoder.decode(Uint8Array.of(0xac), {stream: true}));
    assertEq('', decoder.decode());
    succeed();
  },
]);
