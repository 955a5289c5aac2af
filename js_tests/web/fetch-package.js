// manifest: {}
// fetch of the files of the app, by relative URLs and its own: the method does not matter, a missing file is a network error.
const file = 'config.js';
const text = fetch(file).then(response => response.text());

runCases('fetchPackage', [
  [
    async () => {
      const response = await fetch('/' + file + '?query#fragment');
      const {type, url, redirected, status, ok, statusText, bodyUsed} = response;
      return [type, url, redirected, status, ok, statusText, bodyUsed, (await response.text()) === (await text)];
    },
    ['basic', 'chrome-extension://app/config.js?query', false, 200, true, 'OK', false, true],
  ],
  [
    async () => [...(await fetch(chrome.runtime.getURL(file))).headers].filter(([name]) => !/etag|last-modified|policy/.test(name)),
    [['cache-control', 'no-cache'], ['content-type', 'text/javascript']],
  ],
  [async () => (await fetch('manifest.json')).json().then(manifest => manifest.manifest_version), 2],
  [async () => (await fetch('%63onfig.js')).url, 'chrome-extension://app/%63onfig.js'],
  [async () => (await fetch('../../config.js', {method: 'POST', body: 'x'})).status, 200],
  [async () => (await fetch(file, {headers: {Range: 'bytes=1-2'}})).text().then(async part => part === (await text).slice(1, 3)), true],
  [async () => (await fetch(file, {mode: 'no-cors'})).type, 'basic'],
  [async () => (await fetch('')).url, 'chrome-extension://app/_generated_background_page.html'],
  [() => fetch('no-such-file'), 'TypeError: Failed to fetch'],
  [() => fetch('CONFIG.js'), 'TypeError: Failed to fetch'],
  [() => fetch('/'), 'TypeError: Failed to fetch'],
  [() => fetch(file, {headers: {Range: 'bytes=100000-'}}), 'TypeError: Failed to fetch'],
  [() => fetch('chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/config.js'), 'TypeError: Failed to fetch'],
  [() => fetch(), "TypeError: Failed to execute 'fetch' on 'Window': 1 argument required, but only 0 present."],
  [() => fetch('http://['), "TypeError: Failed to execute 'fetch' on 'Window': Failed to parse URL from http://["],
  [() => fetch(file, {signal: AbortSignal.abort()}), 'AbortError: signal is aborted without reason'],
  [
    () => {
      const controller = new AbortController();
      const answer = fetch(file, {signal: controller.signal});
      controller.abort('reason');
      return answer;
    },
    'thrown reason',
  ],
], withoutOrigins);
