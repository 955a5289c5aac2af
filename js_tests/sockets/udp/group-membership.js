// Joining and leaving 224.0.0.1, the group of all hosts, which is not announced to the network; with the time to live 0 nothing is sent there.
// A machine without an interface for it answers -4.

const {assertEq, succeed} = chrome.test;

const again = [[-108], 'net::ERR_ADDRESS_INVALID'];

async function member(socketId) {
  const {args: [code], lastError} = await outcome(udp.joinGroup, socketId, '224.0.0.1');
  if (code === -4) assertEq('net::ERR_INVALID_ARGUMENT', lastError);
  else assertEq(0, code);
  return code === 0;
}

chrome.test.runTests([
  async function joinAndLeave() {
    const {socketId} = await boundSocket({address: '0.0.0.0'});
    if (!await member(socketId)) return succeed('no interface');
    for (const same of ['224.0.0.1', '0xe0.1', '3758096385']) assertOutcome(...again, await outcome(udp.joinGroup, socketId, same), same);
    assertOutcome([['224.0.0.1']], null, await outcome(udp.getJoinedGroups, socketId));
    assertOutcome([0], null, await outcome(udp.leaveGroup, socketId, '224.1'));
    assertOutcome(...again, await outcome(udp.leaveGroup, socketId, '224.0.0.1'));
    assertOutcome([[]], null, await outcome(udp.getJoinedGroups, socketId));
    assertOutcome([0], null, await outcome(udp.joinGroup, socketId, '224.0.0.1'));
    succeed();
  },
  async function receive() {
    const socketId = await createSocket(udp);
    await ok(udp.setMulticastTimeToLive, socketId, 0);
    await ok(udp.bind, socketId, '0.0.0.0', 0);
    const {localPort} = await ok(udp.getInfo, socketId);
    if (!await member(socketId)) return succeed('no interface');
    const arrival = nextEvent(udp.onReceive, of(socketId));
    assertOutcome([{bytesSent: 5, resultCode: 0}], null, await outcome(udp.send, socketId, bufferOf('hello'), '224.0.0.1', localPort));
    const {data, remotePort} = await arrival;
    assertEq(['hello', localPort], [textOf(data), remotePort]);
    succeed();
  },
]);
