// The window that asks for the folder. chooseEntry is not for background pages.
'use strict';

document.querySelector('button').addEventListener('click', () => {
  chrome.fileSystem.chooseEntry({ type: 'openDirectory' }, (entry) => {
    if (chrome.runtime.lastError) return; // the user thought better of it
    // Stored is what the background page waits for.
    chrome.storage.local.set({ id: chrome.fileSystem.retainEntry(entry) }, () => window.close());
  });
});
