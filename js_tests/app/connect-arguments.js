// Bad arguments of runtime.connect throw.

const {assertThrows, succeed} = chrome.test;

const prefix = 'Error in invocation of runtime.connect(optional string extensionId, optional object connectInfo): ';

function refuses(detail, ...calls) {
  for (const args of calls) assertThrows(() => chrome.runtime.connect(...args), prefix + detail);
}

chrome.test.runTests([
  function noMatchingSignature() {
    refuses('No matching signature.', [1], [chrome.runtime.id, 1], [{}, {}], [{}, null], [[]], [() => {}], ['x', 'y'], [null, null, null]);
    succeed();
  },
  function connectInfo() {
    refuses('Error at parameter \'connectInfo\': Error at property \'name\': Invalid type: expected string, found integer.', [{name: 5}], ['x', {name: 5}]);
    refuses('Error at parameter \'connectInfo\': Unexpected property: \'zork\'.', [{zork: 1}]);
    succeed();
  },
  function ids() {
    refuses('Invalid extension id: \'bad\'', ['bad'], ['bad', {name: 'n'}]);
    succeed();
  },
]);
