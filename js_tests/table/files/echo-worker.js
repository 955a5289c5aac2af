onmessage = e => {
  switch (e.data) {
    case 'throw': throw new Error('thrown by the worker');
    case 'globals': return postMessage(['window', 'document', 'self', 'importScripts', 'postMessage', 'close', 'navigator', 'location', 'fetch', 'XMLHttpRequest', 'crypto', 'indexedDB', 'chrome', 'setTimeout', 'console', 'WebSocket', 'FileReaderSync'].map(n => typeof self[n]));
  }
  postMessage(e.data);
};
