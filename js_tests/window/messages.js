// chrome.runtime messages between the background page and a window.
// file: pages/messages.html
// file: pages/messages-page.js

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  async function bothWays() {
    const heard = [];
    chrome.runtime.onMessage.addListener((message, sender, sendResponse) => {
      heard.push(message, sender);
      sendResponse(['answer']);
    });
    const answer = await new Promise(resolve => {
      window.answered = resolve;
      chrome.app.window.create('messages.html?q#h', {id: 'm'});
    });
    assertEq(['answer'], [...answer]);
    const url = chrome.runtime.getURL('messages.html?q#h');
    assertEq([{from: 'window'}, {id: chrome.runtime.id, url, origin: chrome.runtime.getURL('').slice(0, -1)}], heard);
    const who = await new Promise(resolve => chrome.runtime.sendMessage('who', resolve));
    assertEq(url, who.here);
    assertTrue(who.own);
    assertTrue(who.sender.url.endsWith('/_generated_background_page.html'));
    succeed();
  },
  async function ports() {
    const port = chrome.runtime.connect({name: 'p'});
    const reply = new Promise(resolve => port.onMessage.addListener(resolve));
    port.postMessage([1, 2]);
    assertEq({echo: [1, 2], name: 'p'}, await reply);
    const end = new Promise(resolve => port.onDisconnect.addListener(() => resolve(chrome.runtime.lastError)));
    chrome.app.window.get('m').close();
    assertEq(undefined, await end);
    succeed();
  },
]);
