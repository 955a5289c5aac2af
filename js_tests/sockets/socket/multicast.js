// The multicast calls of a socket, as far as they need no network.

const {succeed} = chrome.test;
const onlyUDP = 'Only UDP socket supports multicast.';

chrome.test.runTests([
  async function tcpSocket() {
    const socketId = await createOld('tcp');
    for (const [call, ...args] of [
      [socket.joinGroup, '239.1.2.3'], [socket.leaveGroup, '239.1.2.3'], [socket.setMulticastTimeToLive, 1],
      [socket.setMulticastLoopbackMode, true], [socket.getJoinedGroups],
    ]) {
      assertOutcome([-1], onlyUDP, await outcome(call, socketId, ...args), call.name);
    }
    succeed();
  },
  async function settings() {
    const socketId = await createOld('udp');
    assertOutcome([0], undefined, await outcome(socket.setMulticastTimeToLive, socketId, 5));
    assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', await outcome(socket.setMulticastTimeToLive, socketId, 256));
    assertOutcome([0], undefined, await outcome(socket.setMulticastLoopbackMode, socketId, false));
    assertOutcome([[]], undefined, await outcome(socket.getJoinedGroups, socketId));
    assertOutcome([-9], 'net::ERR_UNEXPECTED', await outcome(socket.joinGroup, socketId, '239.1.2.3'));
    const {socketId: bound} = await oldBound();
    assertOutcome([-108], 'net::ERR_ADDRESS_INVALID', await outcome(socket.joinGroup, bound, 'no address'));
    assertOutcome([-4], 'net::ERR_INVALID_ARGUMENT', await outcome(socket.joinGroup, bound, '127.0.0.1'));
    assertOutcome([-108], 'net::ERR_ADDRESS_INVALID', await outcome(socket.leaveGroup, bound, '239.1.2.3'));
    assertOutcome([-23], 'net::ERR_SOCKET_IS_CONNECTED', await outcome(socket.setMulticastTimeToLive, bound, 5));
    assertOutcome([-23], 'net::ERR_SOCKET_IS_CONNECTED', await outcome(socket.setMulticastLoopbackMode, bound, true));
    succeed();
  },
]);
