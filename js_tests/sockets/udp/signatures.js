// A call that does not fit throws a TypeError which shows the signature.

const signatures = {
  create: 'optional sockets.udp.SocketProperties properties, optional function callback',
  update: 'integer socketId, sockets.udp.SocketProperties properties, optional function callback',
  setPaused: 'integer socketId, boolean paused, optional function callback',
  bind: 'integer socketId, string address, integer port, function callback',
  send: 'integer socketId, binary data, string address, integer port, optional sockets.udp.DnsQueryType dnsQueryType, function callback',
  close: 'integer socketId, optional function callback',
  getInfo: 'integer socketId, optional function callback',
  getSockets: 'optional function callback',
  joinGroup: 'integer socketId, string address, function callback',
  leaveGroup: 'integer socketId, string address, function callback',
  setMulticastTimeToLive: 'integer socketId, integer ttl, function callback',
  setMulticastLoopbackMode: 'integer socketId, boolean enabled, function callback',
  setBroadcast: 'integer socketId, boolean enabled, function callback',
  getJoinedGroups: 'integer socketId, optional function callback',
};

const tooMany = Array(12).fill('x');

chrome.test.runTests(Object.entries(signatures).map(([name, text]) => function signature() {
  chrome.test.assertThrows(() => udp[name](...tooMany), `Error in invocation of sockets.udp.${name}(${text}): No matching signature.`);
  chrome.test.succeed();
}));
