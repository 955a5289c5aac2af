var value = {date: new Date(5), map: new Map([[{k: 1}, new Set([1])]]), error: new RangeError('no'), bytes: new Uint8Array([1, 2]), list: [1, undefined]};
value.self = value;
var blob = new Blob(['abc'], {type: 'text/x'});
var messages = [];
addEventListener('message', event => {
  messages.push(event);
  if (event.data !== 'quiet') event.source.postMessage({answer: event.data, own: event.data instanceof Object}, '*');
});
opener.loaded(window);
