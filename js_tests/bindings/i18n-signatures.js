// The signature of chrome.i18n.getMessage.

chrome.test.runTests([
  function getMessage() {
    chrome.test.assertThrows(
        () => chrome.i18n.getMessage(1),
        'Error in invocation of i18n.getMessage(string messageName, optional any substitutions, optional object options): No matching signature.');
    chrome.test.succeed();
  },
]);
