// The arguments of runtime.sendMessage mean what their number says; what does not fit throws.

const {assertThrows, succeed} = chrome.test;

const prefix = 'Error in invocation of runtime.sendMessage(optional string extensionId, any message, optional object options, optional function callback): ';

function refuses(detail, ...calls) {
  for (const args of calls) assertThrows(() => chrome.runtime.sendMessage(...args), prefix + detail);
}

const callback = () => {};

chrome.test.runTests([
  function noMatchingSignature() {
    refuses('No matching signature.',
            [], [1, 2], [1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4, 5], [{}, {}, {}, callback], [1, {}, null], [1, null, null], ['x', {}, {}, {}],
            ['x', 1, callback, 1]);
    succeed();
  },
  function options() {
    refuses('Error at parameter \'options\': Unexpected property: \'zork\'.', [{}, {zork: 1}], [{}, {zork: 1}, callback], ['x', 1, {zork: 1}]);
    refuses('Error at parameter \'options\': Error at property \'includeTlsChannelId\': Invalid type: expected boolean, found integer.',
            [{}, {includeTlsChannelId: 1}]);
    succeed();
  },
  function ids() {
    refuses('Invalid extension id: \'x\'',
            ['x', 'y'], ['x', 'y', callback], ['x', null], ['x', undefined], ['x', {}, {}, callback], ['x', callback, null], ['x', Symbol()]);
    refuses('Invalid extension id: \'50%s\'', ['50%s', 1]);
    refuses('Invalid extension id: \'' + chrome.runtime.id + 'a\'', [chrome.runtime.id + 'a', 1]);
    succeed();
  },
]);
