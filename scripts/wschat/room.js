// The room: who is in it, and what they say to each other. Messages are JSON:
//
//   a client says    {"type": "join", "name": NAME}, then {"type": "say", "text": TEXT}
//   a client hears   {"type": "welcome", "name": NAME, "others": [NAME, ...]}, {"type": "joined" or "left", "name": NAME},
//                    {"type": "said", "name": NAME, "text": TEXT} and {"type": "refused", "reason": TEXT}
'use strict';

const MAX_MEMBERS = 100;
const MAX_NAME = 20;
const MAX_PENDING = 1024 * 1024;
const PING_MS = 20 * 1000;

const room = new Map(); // lower-case name -> {name, peer}

// Stays with a client until it leaves.
async function chat(peer) {
  // A silent client is not an idle one: what is sent keeps its connection from being closed as idle.
  const pinger = setInterval(() => peer.send(PING_FRAME), PING_MS);
  const member = { name: '', peer };
  try {
    for (let text = await peer.receive(); text !== null; text = await peer.receive()) hear(member, text);
  } finally {
    clearInterval(pinger);
    if (member.name) {
      room.delete(member.name.toLowerCase());
      tell({ type: 'left', name: member.name });
    }
  }
}

function hear(member, text) {
  const message = parse(text);
  if (message && message.type === 'join' && typeof message.name === 'string' && !member.name) {
    join(member, message.name.replace(/[\u0000-\u001f\u007f-\u009f]/g, '').trim());
  } else if (message && message.type === 'say' && typeof message.text === 'string' && member.name) {
    tell({ type: 'said', name: member.name, text: message.text });
  } else {
    member.peer.close(CLOSE_CODES.POLICY_VIOLATION, 'join, then say');
  }
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    return null;
  }
}

function join(member, name) {
  let reason = '';
  if (!name || name.length > MAX_NAME) reason = `A name has 1 to ${MAX_NAME} characters.`;
  else if (room.has(name.toLowerCase())) reason = `${name} is here already.`;
  else if (room.size >= MAX_MEMBERS) reason = 'The room is full.';
  if (reason) {
    member.peer.send(textFrame(JSON.stringify({ type: 'refused', reason })));
    return;
  }
  member.name = name;
  const others = Array.from(room.values(), (other) => other.name);
  member.peer.send(textFrame(JSON.stringify({ type: 'welcome', name, others })));
  tell({ type: 'joined', name });
  room.set(name.toLowerCase(), member);
}

// Tells everybody. Who falls behind too far is dropped.
function tell(message) {
  const frame = textFrame(JSON.stringify(message));
  for (const { peer } of room.values()) {
    if (peer.connection.pending > MAX_PENDING) peer.connection.close();
    else peer.send(frame);
  }
}
