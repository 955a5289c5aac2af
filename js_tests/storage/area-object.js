// The StorageArea objects: their keys in order, their class, their constants.

const {assertEq, assertTrue, assertThrows, succeed} = chrome.test;
const {local, sync, managed} = chrome.storage;
const members = ['get', 'getKeys', 'set', 'remove', 'clear', 'getBytesInUse', 'setAccessLevel', 'onChanged'];

chrome.test.runTests([
  function namespaceKeys() {
    assertEq(['sync', 'managed', 'local', 'onChanged', 'AccessLevel'], Object.keys(chrome.storage));
    assertEq('{"TRUSTED_AND_UNTRUSTED_CONTEXTS":"TRUSTED_AND_UNTRUSTED_CONTEXTS","TRUSTED_CONTEXTS":"TRUSTED_CONTEXTS"}', JSON.stringify(chrome.storage.AccessLevel));
    succeed();
  },
  function localKeys() {
    assertEq([...members, 'QUOTA_BYTES'], Object.keys(local));
    assertEq(10485760, local.QUOTA_BYTES);
    succeed();
  },
  function syncKeys() {
    const constants = {
      QUOTA_BYTES: 102400,
      QUOTA_BYTES_PER_ITEM: 8192,
      MAX_ITEMS: 512,
      MAX_WRITE_OPERATIONS_PER_HOUR: 1800,
      MAX_WRITE_OPERATIONS_PER_MINUTE: 120,
      MAX_SUSTAINED_WRITE_OPERATIONS_PER_MINUTE: 1000000,
    };
    assertEq([...members, ...Object.keys(constants)], Object.keys(sync));
    for (const name in constants) assertEq(constants[name], sync[name], name);
    succeed();
  },
  function managedKeys() {
    assertEq(members, Object.keys(managed));
    succeed();
  },
  function classOfItsOwn() {
    const proto = Object.getPrototypeOf(local);
    assertTrue(proto !== Object.prototype && proto !== Object.getPrototypeOf(sync), 'each area has a prototype of its own');
    assertEq(['constructor'], Object.getOwnPropertyNames(proto));
    assertThrows(() => new proto.constructor(), 'Objects of type StorageArea cannot be created using the constructor.');
    assertTrue(local.get !== sync.get, 'each area has methods of its own');
    succeed();
  },
  function onChangedCannotBeReplaced() {
    const event = local.onChanged;
    local.onChanged = 7;
    assertTrue(local.onChanged === event, 'onChanged is still there');
    const descriptor = Object.getOwnPropertyDescriptor(local, 'onChanged');
    assertEq(['function', undefined, true, true], [typeof descriptor.get, descriptor.set, descriptor.enumerable, descriptor.configurable]);
    succeed();
  },
]);
