// notifications: options that do not go together. The callback gets the id and lastError.
// manifest: {"permissions": ["notifications"]}

const {assertEq, callbackFail, callbackPass, succeed} = chrome.test;
const {notifications} = chrome;
const iconUrl = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const options = {type: 'basic', iconUrl, title: 't', message: 'm'};
const items = [{title: 'a', message: 'b'}];
const required = 'Some of the required properties are missing: type, iconUrl, title and message.';
const image = 'Image resource provided for notification type != image';
const list = 'List items provided for notification type != list';
const progressType = 'The progress value should not be specified for non-progress notification';
const progressRange = 'The progress value should range from 0 to 100';

chrome.test.runTests([
  [{}, required],
  [{type: 'basic', iconUrl, title: 't'}, required],
  [{...options, priority: -1}, 'Low-priority notifications are deprecated on this platform.'],
  [{...options, imageUrl: iconUrl}, image],
  [{...options, type: 'image'}, image],
  [{...options, items}, list],
  [{...options, type: 'list'}, list],
  [{...options, progress: 5}, progressType],
  [{...options, type: 'progress', progress: 101}, progressRange],
  [{...options, type: 'progress', progress: -1}, progressRange],
].map(([bad, error]) => function create() {
  notifications.create('e', bad, callbackFail(error, id => assertEq('e', id)));
}).concat(
    function longId() {
      const id = 'x'.repeat(501);
      notifications.create(id, options, callbackFail("The notification's ID should be 500 characters or less", given => assertEq(id, given)));
    },
    function noneOfThemIsThere() {
      notifications.getAll(callbackPass(all => assertEq({}, all)));
    },
    async function update() {
      await notifications.create('a', options);
      for (const [bad, error] of [[{progress: 5}, progressType], [{items}, list], [{type: 'progress', progress: 200}, progressRange]]) {
        await new Promise(resolve => notifications.update('a', bad, function(updated) {
          assertEq([false, error], [updated, chrome.runtime.lastError && chrome.runtime.lastError.message]);
          resolve();
        }));
      }
      succeed();
    }));
