chrome.storage.onChanged.addListener(changes => {
  opener.log(name + ' hears ' + changes.key.newValue);
  opener.infos.push(changes);
  Promise.resolve().then(() => opener.log('job in ' + name));
});
opener.loaded(window);
