// contextMenus: a tree of items by their ids.
// manifest: {"permissions": ["contextMenus"]}

const {assertEq, callbackFail, callbackPass, succeed} = chrome.test;
const {contextMenus} = chrome;

chrome.test.runTests([
  function keys() {
    assertEq(
        ['onClicked', 'create', 'remove', 'removeAll', 'update', 'ContextType', 'ItemType', 'ACTION_MENU_TOP_LEVEL_LIMIT'],
        Object.keys(contextMenus));
    assertEq(6, contextMenus.ACTION_MENU_TOP_LEVEL_LIMIT);
    succeed();
  },
  function create() {
    assertEq('a', contextMenus.create({id: 'a', title: 'x'}, callbackPass()));
    assertEq('', contextMenus.create({id: '', title: 'x', contexts: ['launcher', 'all']}, callbackPass()));
    assertEq('b', contextMenus.create({id: 'b', title: 'x', parentId: 'a'}, callbackPass()));
    assertEq('s', contextMenus.create({id: 's', type: 'separator'}, callbackPass()));
    assertEq('c', contextMenus.create({id: 'c', title: 'x', type: 'checkbox', checked: true}, callbackPass()));
  },
  ...[
    [{id: 'a', title: 'x'}, 'Cannot create item with duplicate id a'],
    [{id: 'n'}, 'All menu items except for separators must have a title'],
    [{id: 'n', title: ''}, 'All menu items except for separators must have a title'],
    [{id: 'n', title: 'x', contexts: ['action']}, 'Only extensions are allowed to use action contexts'],
    [{id: 'n', title: 'x', parentId: 'zork'}, 'Cannot find menu item with id zork'],
    [{id: 'n', title: 'x', parentId: 5}, 'Cannot find menu item with id 5'],
    [{id: 'n', title: 'x', parentId: 's'}, 'Parent items must have type "normal"'],
    [{id: 'n', title: 'x', onclick() {}}, 'Extensions using event pages or Service Workers cannot pass an onclick parameter to ' +
        'chrome.contextMenus.create. Instead, use the chrome.contextMenus.onClicked event.'],
  ].map(([properties, error]) => function refused() {
    assertEq(properties.id, contextMenus.create(properties, callbackFail(error)));
  }),
  function idIsRequired() {
    const error = 'Extensions using event pages or Service Workers must pass an id parameter to chrome.contextMenus.create';
    assertEq('number', typeof contextMenus.create({title: 'x'}, callbackFail(error)));
  },
  function update() {
    contextMenus.update('a', {title: 'y'}, callbackPass());
    contextMenus.update('a', {}, callbackPass());
    contextMenus.update('c', {checked: false}, callbackPass());
    contextMenus.update('a', {title: ''}, callbackFail('All menu items except for separators must have a title'));
    contextMenus.update('a', {checked: true}, callbackFail('Only items with type "radio" or "checkbox" can be checked'));
    contextMenus.update('a', {parentId: 'zork'}, callbackFail('Cannot find menu item with id zork'));
    contextMenus.update('a', {parentId: 'b'}, callbackFail('Unknown error.'));
    contextMenus.update('zork', {title: 'y'}, callbackFail('Cannot find menu item with id zork'));
    contextMenus.update(5, {title: 'y'}, callbackFail('Cannot find menu item with id 5'));
  },
  function remove() {
    contextMenus.remove('a', callbackPass());
    contextMenus.remove('b', callbackFail('Cannot find menu item with id b'));
    contextMenus.remove(5, callbackFail('Cannot find menu item with id 5'));
    contextMenus.removeAll(callbackPass());
    contextMenus.remove('c', callbackFail('Cannot find menu item with id c'));
  },
]);
