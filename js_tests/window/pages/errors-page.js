var boom = () => { throw new Error('boom'); };
onerror = message => { opener.log('window: ' + message); return true; };
opener.loaded(window);
