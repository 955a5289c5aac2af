// atob and btoa: one character a byte, blanks and missing padding forgiven.

const {assertEq, assertThrows, succeed} = chrome.test;

chrome.test.runTests([
  function roundTrip() {
    assertEq('', btoa(''));
    assertEq('aGVsbG8=', btoa('hello'));
    assertEq('AP/+gA==', btoa('\0\xff\xfe\x80'));
    assertEq('\0\xff\xfe\x80', atob('AP/+gA=='));
    assertEq('bnVsbA==', btoa(null));
    assertEq(65536, atob(btoa('\xe4'.repeat(65536))).length);
    succeed();
  },
  function forgiven() {
    for (const text of ['aGVsbG8=', 'aGVsbG8', ' aGVs\nbG8 = ', 'aGVs\tbG8', 'aGVsbG9=']) {
      assertEq('hello', atob(text), text);
    }
    assertEq('', atob(''));
    succeed();
  },
  function refused() {
    const wrong = /^Failed to execute 'atob' on 'Window': The string to be decoded is not correctly encoded\.$/;
    for (const text of ['a', 'aGVsbG8==', 'aG=VsbG8', '=', 'aGVsb-8=', 'aGVsbG8=x']) {
      assertThrows(() => atob(text), wrong);
    }
    assertThrows(() => atob('ab\u0100c'), /^Failed to execute 'atob' on 'Window': The string to be decoded contains characters outside of the Latin1 range\.$/);
    assertThrows(() => btoa('\u0100'), /^Failed to execute 'btoa' on 'Window': The string to be encoded contains characters outside of the Latin1 range\.$/);
    try {
      atob('a');
    } catch (e) {
      assertEq(['InvalidCharacterError', 5, true], [e.name, e.code, e instanceof DOMException]);
    }
    assertThrows(() => atob(), /^Failed to execute 'atob' on 'Window': 1 argument required, but only 0 present\.$/);
    succeed();
  },
]);
