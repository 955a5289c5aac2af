// system.storage: the disks of the computer.
// manifest: {"permissions": ["system.storage"]}

const {assertEq, callbackFail, callbackPass, succeed} = chrome.test;
const {storage} = chrome.system;

chrome.test.runTests([
  function keys() {
    assertEq(
        ['onDetached', 'onAttached', 'ejectDevice', 'getAvailableCapacity', 'getInfo', 'EjectDeviceResultCode', 'StorageUnitType'],
        Object.keys(storage));
    succeed();
  },
  function unknownDevice() {
    storage.ejectDevice('zork', callbackPass(result => assertEq('no_such_device', result)));
    storage.getAvailableCapacity('zork', callbackFail('Error occurred when querying available capacity.', function() {
      assertEq(0, arguments.length);
    }));
  },
  async function disks() {
    for (const disk of await storage.getInfo()) {
      assertEq(['capacity', 'id', 'name', 'type'], Object.keys(disk));
      assertEq('failure', await storage.ejectDevice(disk.id));
    }
    succeed();
  },
]);
