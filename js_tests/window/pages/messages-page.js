chrome.runtime.onMessage.addListener((message, sender, sendResponse) => {
  if (message === 'who') sendResponse({sender, here: location.href, own: sender instanceof Object});
});
chrome.runtime.onConnect.addListener(port => {
  port.onMessage.addListener(message => port.postMessage({echo: message, name: port.name}));
});
chrome.runtime.sendMessage({from: 'window'}, answer => opener.answered(answer));
