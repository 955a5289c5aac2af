// manifest: {"permissions": [{"socket": ["resolve-host"]}]}
// What a manifest that permits nothing refuses, and how.

const {assertEq, succeed} = chrome.test;
const refused = 'App does not have permission';

chrome.test.runTests([
  async function nothingPermitted() {
    const tcpSocket = await createOld('tcp');
    const udpSocket = await createOld('udp');
    const bytes = bufferOf('x');
    for (const [args, ...call] of [
      [[-1], socket.connect, tcpSocket, '127.0.0.1', 80],
      [[-1], socket.listen, tcpSocket, '127.0.0.1', 0],
      [[-1], socket.listen, udpSocket, '127.0.0.1', 0],
      [[-1], socket.bind, udpSocket, '127.0.0.1', 0],
      [[-1], socket.connect, udpSocket, '127.0.0.1', 80],
      [[-1], socket.sendTo, udpSocket, bytes, '127.0.0.1', 80],
      [[-1], socket.joinGroup, udpSocket, '239.1.2.3'],
      [[-1], socket.leaveGroup, udpSocket, '239.1.2.3'],
      [[-1], socket.getJoinedGroups, udpSocket],
    ]) {
      assertOutcome(args, refused, await outcome(...call), call[0].name);
    }
    assertOutcome([{bytesWritten: -2}], undefined, await outcome(socket.sendTo, tcpSocket, bytes, '127.0.0.1', 80), 'the type comes first');
    assertOutcome([0], undefined, await outcome(socket.setMulticastTimeToLive, udpSocket, 2));
    succeed();
  },
  async function networkList() {
    const {args, lastError} = await outcome(socket.getNetworkList);
    assertEq(['object', undefined], [typeof args[0], lastError]);
    succeed();
  },
]);
