// set: nothing is stored when there are bytes anywhere in the items. The callback has its turn.

const {assertEq, callbackFail, callbackPass} = chrome.test;
const {local, sync} = chrome.storage;

chrome.test.runTests([
  {k: new ArrayBuffer(2)},
  {k: new Uint8Array(2)},
  {k: new DataView(new ArrayBuffer(2))},
  {k: {deep: [new ArrayBuffer(2)]}},
].map(items => function refused() {
  for (const area of [local, sync]) {
    let before = false;
    area.get(callbackPass(() => before = true));
    area.set({a: 1, ...items}, callbackFail('Cannot serialize value to JSON', () => assertEq(true, before, 'the calls answer in order')));
    area.get(callbackPass(stored => assertEq({}, stored)));
  }
}));
