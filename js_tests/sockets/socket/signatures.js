// The members of chrome.socket, and how a bad call of each is refused.

const {assertEq, assertThrows, succeed} = chrome.test;

const signatures = {
  accept: 'integer socketId, function callback',
  bind: 'integer socketId, string address, integer port, function callback',
  connect: 'integer socketId, string hostname, integer port, function callback',
  create: 'socket.SocketType type, optional socket.CreateOptions options, optional function callback',
  destroy: 'integer socketId',
  disconnect: 'integer socketId',
  getInfo: 'integer socketId, optional function callback',
  getJoinedGroups: 'integer socketId, function callback',
  getNetworkList: 'optional function callback',
  joinGroup: 'integer socketId, string address, function callback',
  leaveGroup: 'integer socketId, string address, function callback',
  listen: 'integer socketId, string address, integer port, optional integer backlog, function callback',
  read: 'integer socketId, optional integer bufferSize, function callback',
  recvFrom: 'integer socketId, optional integer bufferSize, function callback',
  secure: 'integer socketId, optional socket.SecureOptions options, function callback',
  sendTo: 'integer socketId, binary data, string address, integer port, function callback',
  setKeepAlive: 'integer socketId, boolean enable, optional integer delay, function callback',
  setMulticastLoopbackMode: 'integer socketId, boolean enabled, function callback',
  setMulticastTimeToLive: 'integer socketId, integer ttl, function callback',
  setNoDelay: 'integer socketId, boolean noDelay, function callback',
  write: 'integer socketId, binary data, function callback',
};

function thrown(call) {
  try {
    call();
  } catch (error) {
    return `${error}`;
  }
  return 'nothing';
}

chrome.test.runTests([
  function members() {
    assertEq([...Object.keys(signatures), 'SocketType'], Object.keys(socket));
    assertEq('{"TCP":"tcp","UDP":"udp"}', JSON.stringify(socket.SocketType));
    succeed();
  },
  function badCalls() {
    for (const [name, signature] of Object.entries(signatures)) {
      assertEq(`TypeError: Error in invocation of socket.${name}(${signature}): No matching signature.`, thrown(() => socket[name]({}, {}, {}, {}, {}, {})));
    }
    succeed();
  },
  function badType() {
    assertEq(`TypeError: Error in invocation of socket.create(${signatures.create}): Error at parameter 'type': Value must be one of tcp, udp.`,
        thrown(() => socket.create('sctp', {}, () => {})));
    assertEq(`TypeError: Error in invocation of socket.create(${signatures.create}): Error at parameter 'options': Unexpected property: 'x'.`,
        thrown(() => socket.create('tcp', {x: 1}, () => {})));
    assertEq(`TypeError: Error in invocation of socket.disconnect(integer socketId): No matching signature.`, thrown(() => socket.disconnect(1, () => {})));
    succeed();
  },
  async function promises() {
    const {socketId} = await socket.create('tcp');
    assertEq('{"connected":false,"socketType":"tcp"}', JSON.stringify(await socket.getInfo(socketId)));
    assertEq(true, Array.isArray(await socket.getNetworkList()));
    assertEq(undefined, socket.destroy(socketId));
    assertEq('Error: Socket not found', await socket.getInfo(socketId).catch(error => `${error}`));
    succeed();
  },
]);
