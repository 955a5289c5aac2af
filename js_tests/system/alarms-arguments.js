// alarms.create: arguments that it does not take.

const start = "Error in invocation of alarms.create(optional string name, alarms.AlarmCreateInfo alarmInfo, optional function callback): Error at parameter 'alarmInfo': ";

chrome.test.runTests([
  [{when: NaN}, "Error at property 'when': Value must not be NaN or Infinity."],
  [{delayInMinutes: Infinity}, "Error at property 'delayInMinutes': Value must not be NaN or Infinity."],
  [{when: 'x'}, "Error at property 'when': Invalid type: expected number, found string."],
  [{zork: 1}, "Unexpected property: 'zork'."],
].map(([info, detail]) => function refused() {
  chrome.test.assertThrows(() => chrome.alarms.create('x', info), start + detail);
  chrome.test.succeed();
}));
