// setAccessLevel: the levels of AccessLevel, and nothing else.

const {assertEq, assertThrows, callbackPass, succeed} = chrome.test;
const bad = 'Error in invocation of storage.setAccessLevel(object accessOptions, optional function callback): Error at parameter \'accessOptions\': ';

chrome.test.runTests([
  function accepted() {
    for (const area of ['local', 'sync', 'managed']) {
      for (const accessLevel in chrome.storage.AccessLevel) {
        chrome.storage[area].setAccessLevel({accessLevel}, callbackPass(function() {
          assertEq(0, arguments.length);
        }));
      }
    }
  },
  ...[
    [{}, "Missing required property 'accessLevel'."],
    [{accessLevel: 'x'}, "Error at property 'accessLevel': Value must be one of TRUSTED_AND_UNTRUSTED_CONTEXTS, TRUSTED_CONTEXTS."],
    [{accessLevel: 5}, "Error at property 'accessLevel': Invalid type: expected storage.AccessLevel, found integer."],
    [{accessLevel: 'TRUSTED_CONTEXTS', other: 1}, "Unexpected property: 'other'."],
  ].map(([options, detail]) => function refused() {
    assertThrows(() => chrome.storage.local.setAccessLevel(options, () => {}), bad + detail);
    succeed();
  }),
]);
