// A call that does not fit throws a TypeError which shows the signature.

const {assertThrows, assertTrue, succeed} = chrome.test;

const signatures = {
  'sockets.tcpServer': {
    create: 'optional sockets.tcpServer.SocketProperties properties, optional function callback',
    update: 'integer socketId, sockets.tcpServer.SocketProperties properties, optional function callback',
    setPaused: 'integer socketId, boolean paused, optional function callback',
    listen: 'integer socketId, string address, integer port, optional integer backlog, function callback',
    disconnect: 'integer socketId, optional function callback',
    close: 'integer socketId, optional function callback',
    getInfo: 'integer socketId, optional function callback',
    getSockets: 'optional function callback',
  },
  'sockets.tcp': {
    create: 'optional sockets.tcp.SocketProperties properties, optional function callback',
    update: 'integer socketId, sockets.tcp.SocketProperties properties, optional function callback',
    setPaused: 'integer socketId, boolean paused, optional function callback',
    setKeepAlive: 'integer socketId, boolean enable, optional integer delay, function callback',
    setNoDelay: 'integer socketId, boolean noDelay, function callback',
    connect: 'integer socketId, string peerAddress, integer peerPort, optional sockets.tcp.DnsQueryType dnsQueryType, function callback',
    disconnect: 'integer socketId, optional function callback',
    secure: 'integer socketId, optional sockets.tcp.SecureOptions options, function callback',
    send: 'integer socketId, binary data, function callback',
    close: 'integer socketId, optional function callback',
    getInfo: 'integer socketId, optional function callback',
    getSockets: 'optional function callback',
  },
};

const tooMany = Array(12).fill('x');

chrome.test.runTests(Object.keys(signatures).map(namespace => function signature() {
  const api = namespace.split('.').reduce((object, key) => object[key], chrome);
  for (const [name, text] of Object.entries(signatures[namespace])) {
    assertThrows(() => api[name](...tooMany), `Error in invocation of ${namespace}.${name}(${text}): No matching signature.`);
  }
  succeed();
}).concat(function errorType() {
  try {
    tcpServer.close();
  } catch (e) {
    assertTrue(e instanceof TypeError);
    assertTrue(Object.getPrototypeOf(e) === TypeError.prototype);
    succeed();
  }
}));
