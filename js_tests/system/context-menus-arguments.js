// contextMenus: arguments that create and update do not take.
// manifest: {"permissions": ["contextMenus"]}

const {assertThrows, succeed} = chrome.test;
const {contextMenus} = chrome;
const create = "Error in invocation of contextMenus.create(contextMenus.CreateProperties createProperties, optional function callback): Error at parameter 'createProperties': ";
const update = "Error in invocation of contextMenus.update([integer|string] id, object updateProperties, optional function callback): Error at parameter 'updateProperties': ";

chrome.test.runTests([
  [{id: 5, title: 'x'}, "Error at property 'id': Invalid type: expected string, found integer."],
  [{title: 5}, "Error at property 'title': Invalid type: expected string, found integer."],
  [{type: 'zork'}, "Error at property 'type': Value must be one of checkbox, normal, radio, separator."],
  [{onclick: 5}, "Error at property 'onclick': Invalid type: expected function, found integer."],
  [{zork: 1}, "Unexpected property: 'zork'."],
].map(([properties, detail]) => function refused() {
  assertThrows(() => contextMenus.create(properties), create + detail);
  succeed();
}).concat(function updateHasNoId() {
  assertThrows(() => contextMenus.update('a', {id: 'b'}), update + "Unexpected property: 'id'.");
  succeed();
}));
