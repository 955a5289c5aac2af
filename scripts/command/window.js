const $ = id => document.getElementById(id);

chrome.runtime.getBackgroundPage(background => {
  const list = () => {
    $('commands').innerHTML = '';
    for (const name of Object.keys(background.commands)) {
      const item = document.createElement('li');
      item.textContent = name;
      $('commands').append(item);
    }
  };

  $('start').onclick = () => {
    background.startServer('127.0.0.1', Number($('port').value), (error, port) => {
      if (error) {
        $('state').value = error.message;
        console.log('command: cannot listen: ' + error.message);
        return;
      }
      background.server.onchange = count => { $('clients').textContent = count; };
      $('state').value = 'listening on ' + port;
      console.log('command: listening on 127.0.0.1:' + port);
    });
  };

  $('stop').onclick = () => background.stopServer(() => {
    $('state').value = 'stopped';
    console.log('command: stopped');
  });

  // The server in the background page calls what is made here.
  $('add').onclick = () => {
    const answer = $('text').value;
    background.commands[$('name').value] = () => answer + ' (from ' + document.title + ')';
    list();
  };

  list();
});
