// onChanged: what set, remove and clear changed, to the listeners of the area and to those of chrome.storage.

const {assertEq, succeed} = chrome.test;
const {local, sync} = chrome.storage;

let journal = [];
chrome.storage.onChanged.addListener((...args) => journal.push(['storage', ...args]));
local.onChanged.addListener((...args) => journal.push(['local', ...args]));
sync.onChanged.addListener((...args) => journal.push(['sync', ...args]));

chrome.test.runTests([
  ['added', () => local.set({a: 1, b: [1]}), 'local', {a: {newValue: 1}, b: {newValue: [1]}}],
  ['changed', () => local.set({a: 2, b: [1]}), 'local', {a: {newValue: 2, oldValue: 1}}],
  ['one removed', () => local.remove(['a', 'zz']), 'local', {a: {oldValue: 2}}],
  ['all removed', () => local.clear(), 'local', {b: {oldValue: [1]}}],
  ['of sync', () => sync.set({a: null}), 'sync', {a: {newValue: null}}],
].map(([name, act, area, changes]) => async function changed() {
  journal = [];
  await act();
  assertEq([[area, changes], ['storage', changes, area]], journal, name);
  succeed();
}).concat(async function nothingChanged() {
  await local.set({a: 1});
  journal = [];
  await local.set({a: 1});
  await local.set({});
  await local.remove('zz');
  await local.remove([]);
  await sync.clear();
  await sync.clear();
  assertEq([['sync', {a: {oldValue: null}}], ['storage', {a: {oldValue: null}}, 'sync']], journal);
  succeed();
}));
