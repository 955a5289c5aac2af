// notifications: ids, the list, and the event for one that the app clears.
// manifest: {"permissions": ["notifications"]}

const {assertEq, assertTrue, callbackPass, succeed} = chrome.test;
const {notifications} = chrome;
const iconUrl = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const options = {type: 'basic', iconUrl, title: 't', message: 'm'};

chrome.test.runTests([
  function permission() {
    notifications.getPermissionLevel(callbackPass(level => assertEq('granted', level)));
  },
  async function create() {
    assertEq('a', await notifications.create('a', options));
    assertEq('a', await notifications.create('a', {...options, title: 'again'}));
    assertEq({a: true}, await notifications.getAll());
    succeed();
  },
  async function idIsMade() {
    const ids = [await notifications.create(options), await notifications.create('', options), await notifications.create(null, options)];
    for (const id of ids) assertTrue(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id), id);
    assertEq(['a', ...ids].sort(), Object.keys(await notifications.getAll()).sort());
    succeed();
  },
  async function update() {
    assertEq(true, await notifications.update('a', {title: 'n'}));
    assertEq(false, await notifications.update('zork', options));
    assertEq(true, await notifications.update('a', {type: 'progress', progress: 5}));
    succeed();
  },
  function clear() {
    const journal = [];
    notifications.onClosed.addListener((...args) => journal.push(args));
    notifications.clear('zork', callbackPass(cleared => assertEq(false, cleared)));
    notifications.clear('a', callbackPass(cleared => {
      assertEq(true, cleared);
      assertEq([['a', false]], journal);
    }));
  },
]);
