// manifest: {"description": "a folder with files"}
// XMLHttpRequest and fetch read the files of the app.

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  async function fetchFile() {
    for (const url of ['config.js', '/config.js', chrome.runtime.getURL('config.js')]) {
      const response = await fetch(url);
      assertEq([200, 'OK', true], [response.status, response.statusText, response.ok]);
      assertTrue((await response.text()).startsWith('var chromeTestConfig = '));
    }
    succeed();
  },
  async function fetchMissing() {
    await chrome.test.assertPromiseRejects(fetch('missing.txt'), 'TypeError: Failed to fetch');
    succeed();
  },
  function xhr() {
    const request = new XMLHttpRequest();
    request.open('GET', 'config.js');
    request.onload = () => {
      assertEq(200, request.status);
      assertTrue(request.responseText.startsWith('var chromeTestConfig = '));
      succeed();
    };
    request.send();
  },
  function xhrMissing() {
    const request = new XMLHttpRequest();
    request.open('GET', 'missing.txt');
    request.onerror = () => {
      assertEq(0, request.status);
      succeed();
    };
    request.send();
  },
]);
