// Callbacks are tasks of their own: functions, or objects with handleEvent, or left out.
// console: Uncaught Error: in a callback

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const call = (object, name, ...args) => new Promise((resolve, reject) => object[name](...args, resolve, reject));
const failure = (object, name, ...args) => call(object, name, ...args).then(value => `no error, but ${value}`, e => `${e.name} ${e.code}`);
const sandbox = async () => (await call(window, 'webkitRequestFileSystem', TEMPORARY, 0)).root;

chrome.test.runTests([
  async function later() {
    const root = await sandbox();
    let job = false;
    Promise.resolve().then(() => job = true);
    const result = root.getFile('a', {create: true}, function() {
      'use strict';
      assertEq([undefined, true, 1], [this, job, arguments.length]);
      succeed();
    });
    assertEq(undefined, result);
  },
  async function object() {
    const listener = {
      handleEvent(entry) {
        assertTrue(this === listener);
        assertEq('a', entry.name);
        succeed();
      },
    };
    (await sandbox()).getFile('a', {create: true}, listener);
  },
  async function leftOut() {
    const root = await sandbox();
    root.getFile('b', {create: true});
    root.getFile('c', {create: true}, null, null);
    root.getFile('gone', {});
    root.getParent();
    await call(root, 'getFile', 'd', {create: true});
    succeed();
  },
  async function none() {
    const root = await sandbox();
    const file = await call(root, 'getFile', 'e', {create: true});
    file.remove((...args) => {
      assertEq([], args);
      succeed();
    });
  },
  async function throwing() {
    const root = await sandbox();
    root.getFile('a', {create: true}, () => {
      setTimeout(succeed);
      throw new Error('in a callback');
    });
  },
]);
