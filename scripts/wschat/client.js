// The page's side of the chat. The first thing that is typed is the name.
'use strict';

const socket = new WebSocket(`ws://${location.host}/chat`);
const log = document.getElementById('log');
const input = document.getElementById('text');
let joined = false;

function show(text) {
  const line = document.createElement('li');
  line.textContent = text;
  log.append(line);
  line.scrollIntoView();
}

const lines = {
  welcome: ({ name, others }) => `* Welcome, ${name}. Here: ${others.join(', ') || 'nobody else'}`,
  joined: ({ name }) => `* ${name} joined`,
  left: ({ name }) => `* ${name} left`,
  said: ({ name, text }) => `${name}: ${text}`,
  refused: ({ reason }) => `* ${reason}`,
};

socket.addEventListener('message', (event) => {
  const message = JSON.parse(event.data);
  if (message.type === 'welcome') {
    joined = true;
    input.placeholder = 'Your message';
  }
  show(lines[message.type](message));
});

socket.addEventListener('close', (event) => {
  show(`* The connection is closed${event.reason ? `: ${event.reason}` : ''}. Reload the page to come back.`);
  input.disabled = true;
});

document.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = input.value;
  input.value = '';
  socket.send(JSON.stringify(joined ? { type: 'say', text } : { type: 'join', name: text }));
});
