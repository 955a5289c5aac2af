// manifest: {}
// console: Refused to set unsafe header "Cookie"
// XMLHttpRequest of files of the app: every form of response, and a missing file.
const request = (url, prepare = () => {}) =>
  new Promise(resolve => {
    const xhr = new XMLHttpRequest();
    xhr.open('GET', url);
    prepare(xhr);
    xhr.onloadend = () => resolve(xhr);
    xhr.send();
  });
const thrown = f => {
  try {
    return f();
  } catch (e) {
    return e.name + ': ' + e.message;
  }
};
const file = 'config.js';

runCases('xhrPackage', [
  [
    async () => {
      const {readyState, status, statusText, responseURL, responseText, response} = await request(file);
      return [readyState, status, statusText, responseURL, responseText === response, responseText.startsWith('var chromeTestConfig')];
    },
    [4, 200, 'OK', 'chrome-extension://app/config.js', true, true],
  ],
  [
    async () => {
      const xhr = await request(file, xhr => { xhr.responseType = 'arraybuffer'; });
      return [xhr.response instanceof ArrayBuffer, xhr.response === xhr.response, thrown(() => xhr.responseText)];
    },
    [
      true,
      true,
      "InvalidStateError: Failed to read the 'responseText' property from 'XMLHttpRequest': The value is only accessible if the object's " +
        "'responseType' is '' or 'text' (was 'arraybuffer').",
    ],
  ],
  [async () => (await request(file, xhr => { xhr.responseType = 'blob'; })).response.type, 'text/javascript'],
  [async () => (await request('manifest.json', xhr => { xhr.responseType = 'json'; })).response.manifest_version, 2],
  [async () => (await request(file, xhr => { xhr.responseType = 'json'; })).response, null],
  [async () => (await request(file, xhr => xhr.overrideMimeType('a/b;charset=utf-16'))).responseText.codePointAt(0).toString(16), '6176'],
  [async () => (await request(file)).getResponseHeader('Content-Type'), 'text/javascript'],
  [
    async () => {
      const xhr = await request('no-such-file');
      return [xhr.readyState, xhr.status, xhr.statusText, xhr.responseURL, xhr.responseText, xhr.getAllResponseHeaders(), xhr.getResponseHeader('a')];
    },
    [4, 0, '', '', '', '', null],
  ],
  [
    () =>
      new Promise(resolve => {
        const xhr = new XMLHttpRequest();
        const log = [];
        for (const type of ['readystatechange', 'loadstart', 'error', 'load', 'loadend']) xhr.addEventListener(type, () => log.push(type + xhr.readyState));
        xhr.addEventListener('loadend', () => resolve(log));
        xhr.open('GET', 'no-such-file');
        xhr.send();
        log.push('sent');
      }),
    ['readystatechange1', 'loadstart1', 'sent', 'readystatechange4', 'error4', 'loadend4'],
  ],
  [
    async () => {
      const log = [];
      const xhr = new XMLHttpRequest();
      xhr.open('GET', file);
      xhr.setRequestHeader('Cookie', 'a=b');
      xhr.onload = () => {
        Promise.resolve().then(() => log.push('job'));
        log.push('load');
      };
      await new Promise(resolve => {
        xhr.onloadend = event => {
          log.push('loadend', event.constructor.name, event.lengthComputable, event.loaded === event.total);
          resolve();
        };
        xhr.send();
      });
      return log;
    },
    ['load', 'job', 'loadend', 'ProgressEvent', true, true],
  ],
], withoutOrigins);
