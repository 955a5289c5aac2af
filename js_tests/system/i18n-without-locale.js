// i18n in an app without messages.

const {assertEq, assertThrows, callbackPass, succeed} = chrome.test;
const {i18n} = chrome;

chrome.test.runTests([
  function getMessage() {
    assertEq('', i18n.getMessage('zork'));
    assertEq('', i18n.getMessage(''));
    assertEq(chrome.runtime.id, i18n.getMessage('@@extension_id'));
    assertEq(chrome.runtime.id, i18n.getMessage('@@EXTENSION_ID', ['x'], {escapeLt: true}));
    succeed();
  },
  function substitutions() {
    assertEq('', i18n.getMessage('zork', Array(9).fill('x')));
    assertEq(undefined, i18n.getMessage('zork', Array(10).fill('x')));
    for (const other of ['x', 5, {}, null, undefined, true, () => 1, [null, Symbol('x'), {toString() { throw new Error('mine'); }}]]) {
      assertEq('', i18n.getMessage('zork', other));
    }
    succeed();
  },
  function options() {
    const start = "Error in invocation of i18n.getMessage(string messageName, optional any substitutions, optional object options): Error at parameter 'options': ";
    assertThrows(() => i18n.getMessage('zork', [], {escapeLt: 5}), start + "Error at property 'escapeLt': Invalid type: expected boolean, found integer.");
    assertThrows(() => i18n.getMessage('zork', [], {zork: 5}), start + "Unexpected property: 'zork'.");
    succeed();
  },
  function languages() {
    assertEq('en-US', i18n.getUILanguage());
    i18n.getAcceptLanguages(callbackPass(list => assertEq(['en-US', 'en'], list)));
  },
  function noLanguage() {
    i18n.detectLanguage('', callbackPass(result => assertEq({isReliable: false, languages: []}, result)));
    i18n.detectLanguage('123', callbackPass(result => assertEq({isReliable: false, languages: []}, result)));
  },
]);
