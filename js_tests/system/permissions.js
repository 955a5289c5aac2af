// permissions: what an app holds, and that it gets no more without a user.
// manifest: {"permissions": ["storage", "alarms", "http://a.test/*"], "optional_permissions": ["idle"]}

const {assertEq, callbackFail, callbackPass, succeed} = chrome.test;
const {permissions} = chrome;

chrome.test.runTests([
  function getAll() {
    assertEq(['onRemoved', 'onAdded', 'contains', 'getAll', 'remove', 'request'], Object.keys(permissions));
    permissions.getAll(callbackPass(all => assertEq({origins: ['http://a.test/*'], permissions: ['alarms', 'storage']}, all)));
  },
  ...[
    [{}, true],
    [{permissions: []}, true],
    [{permissions: ['storage']}, true],
    [{permissions: ['storage', 'alarms'], origins: []}, true],
    [{permissions: ['storage', 'tabs']}, false],
    [{permissions: ['idle']}, false],
    [{origins: ['http://a.test/*']}, true],
    [{origins: ['http://a.test/sub/*']}, true],
    [{origins: ['http://b.test/*']}, false],
    [{origins: ['https://a.test/*']}, false],
    [{origins: ['<all_urls>']}, false],
  ].map(([set, expected]) => function contains() {
    permissions.contains(set, callbackPass(result => assertEq(expected, result, JSON.stringify(set))));
  }),
  function refusedNames() {
    const refused = [
      [{permissions: ['zork']}, "'zork' is not a recognized permission."],
      [{permissions: ['storage', 'sockets']}, "'sockets' is not a recognized permission."],
      [{origins: ['foo']}, 'Invalid value for origin pattern foo: Missing scheme separator.'],
      [{origins: ['http://a']}, 'Invalid value for origin pattern http://a: Empty path.'],
    ];
    for (const [set, error] of refused) {
      permissions.contains(set, callbackFail(error));
      permissions.remove(set, callbackFail(error));
    }
  },
  function request() {
    for (const set of [{}, {permissions: ['storage']}, {permissions: ['zork']}]) {
      permissions.request(set, callbackFail('This function must be called during a user gesture', function() {
        assertEq(0, arguments.length);
      }));
    }
  },
  function remove() {
    permissions.remove({permissions: ['storage']}, callbackFail('You cannot remove required permissions.'));
    permissions.remove({permissions: ['tabs']}, callbackFail('Only permissions specified in the manifest may be requested.'));
    permissions.remove({origins: ['http://b.test/*']}, callbackFail('Only permissions specified in the manifest may be requested.'));
    permissions.remove({permissions: ['idle']}, callbackPass(removed => assertEq(true, removed)));
    permissions.remove({}, callbackPass(removed => assertEq(true, removed)));
  },
]);
