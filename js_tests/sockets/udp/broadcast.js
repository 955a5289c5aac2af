// A broadcast address needs setBroadcast(true). That of the loopback network goes no further.

const sendBroadcast = ({socketId, port}) => outcome(udp.send, socketId, bufferOf('x'), '127.255.255.255', port);
const denied = [[{resultCode: -10}], 'net::ERR_ACCESS_DENIED'];

chrome.test.runTests([
  async function notBound() {
    const socketId = await createSocket(udp);
    for (const enabled of [true, false]) {
      assertOutcome([-15], 'net::ERR_SOCKET_NOT_CONNECTED', await outcome(udp.setBroadcast, socketId, enabled));
    }
    chrome.test.succeed();
  },
  async function onAndOff() {
    const socket = await boundSocket({address: '0.0.0.0'});
    assertOutcome(...denied, await sendBroadcast(socket));
    assertOutcome([0], null, await outcome(udp.setBroadcast, socket.socketId, true));
    const arrival = nextEvent(udp.onReceive, of(socket.socketId));
    assertOutcome([{bytesSent: 1, resultCode: 0}], null, await sendBroadcast(socket));
    await arrival;
    assertOutcome([0], null, await outcome(udp.setBroadcast, socket.socketId, false));
    assertOutcome(...denied, await sendBroadcast(socket));
    chrome.test.succeed();
  },
]);
