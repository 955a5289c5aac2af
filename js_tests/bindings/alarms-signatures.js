// The signature of chrome.alarms.create.

chrome.test.runTests([
  function create() {
    chrome.test.assertThrows(
        () => chrome.alarms.create(1, 2, 3, 4),
        'Error in invocation of alarms.create(optional string name, alarms.AlarmCreateInfo alarmInfo, optional function callback): No matching signature.');
    chrome.test.succeed();
  },
]);
