// What each call answers for an id that there is not.
// console: Unchecked runtime.lastError: Socket not found

const {succeed} = chrome.test;
const none = 1e6;

chrome.test.runTests([
  async function unknown() {
    const bytes = bufferOf('x');
    const missing = 'Socket not found';
    for (const [args, error, ...call] of [
      [[-1], missing, socket.connect, none, '127.0.0.1', 80],
      [[-1], missing, socket.bind, none, '127.0.0.1', 0],
      [[{data: {}, resultCode: -1}], missing, socket.read, none],
      [[{bytesWritten: -1}], missing, socket.write, none, bytes],
      [[{address: '', data: {}, port: 0, resultCode: -1}], missing, socket.recvFrom, none],
      [[-1], missing, socket.sendTo, none, bytes, '127.0.0.1', 80],
      [[-1], missing, socket.listen, none, '127.0.0.1', 0],
      [[{resultCode: -2}], missing, socket.accept, none],
      [[false], missing, socket.setKeepAlive, none, true],
      [[false], missing, socket.setNoDelay, none, true],
      [[], missing, socket.getInfo, none],
      [[-1], missing, socket.joinGroup, none, '239.1.2.3'],
      [[-1], missing, socket.leaveGroup, none, '239.1.2.3'],
      [[-1], missing, socket.setMulticastTimeToLive, none, 1],
      [[-1], missing, socket.setMulticastLoopbackMode, none, true],
      [[-1], missing, socket.getJoinedGroups, none],
      [[-4], missing, socket.secure, none],
    ]) {
      assertOutcome(args, error, await outcome(...call), call[0].name);
    }
    socket.destroy(none);
    socket.disconnect(none);
    await ok(socket.getNetworkList);
    succeed();
  },
]);
