// What secure refuses before a handshake, and when that costs the socket.

const {assertEq, succeed} = chrome.test;

async function gone(socketId) {
  assertOutcome([], 'Socket not found', await outcome(tcp.getInfo, socketId), 'the socket is gone');
}

chrome.test.runTests([
  async function notConnected() {
    assertOutcome([-4], 'Socket not found', await outcome(tcp.secure, 1e6));
    const socketId = await createSocket(tcp);
    assertOutcome([-4], 'Socket not connected', await outcome(tcp.secure, socketId, {}));
    await ok(tcp.getInfo, socketId);
    succeed();
  },
  async function notPausedBeforeConnect() {
    const {client} = await connectedPair();
    await ok(tcp.setPaused, client, true);
    assertOutcome([-2], 'net::ERR_FAILED', await outcome(tcp.secure, client));
    await gone(client);
    succeed();
  },
  async function accepted() {
    const {accepted} = await connectedPair();
    assertOutcome([-2], 'net::ERR_FAILED', await outcome(tcp.secure, accepted));
    await gone(accepted);
    succeed();
  },
  async function noVersion() {
    const {client} = await connectedPair({paused: true});
    assertOutcome([-107], 'net::ERR_SSL_PROTOCOL_ERROR', await outcome(tcp.secure, client, {tlsVersion: {min: 'tls1.3', max: 'tls1.2'}}));
    await gone(client);
    succeed();
  },
  async function twice() {
    const {client} = await connectedPair({paused: true, properties: {name: 'a', bufferSize: 5}});
    let answered = false;
    tcp.secure(client, () => { answered = true; });
    const info = await ok(tcp.getInfo, client);
    assertEq([true, true, 'a', 5], [info.connected, info.paused, info.name, info.bufferSize], 'during the handshake');
    assertOutcome([-2], 'net::ERR_FAILED', await outcome(tcp.secure, client));
    await gone(client);
    await quiet();
    assertEq(false, answered, 'the first call is answered');
    succeed();
  },
  async function closedMeanwhile() {
    for (const end of [tcp.close, tcp.disconnect]) {
      const {client} = await connectedPair({paused: true});
      let answered = false;
      tcp.secure(client, () => { answered = true; });
      await ok(end, client);
      await quiet();
      assertEq(false, answered, end.name);
    }
    succeed();
  },
  function options() {
    const signature = 'sockets.tcp.secure(integer socketId, optional sockets.tcp.SecureOptions options, function callback)';
    for (const [options, why] of [[{x: 1}, "Unexpected property: 'x'."], [{tlsVersion: {y: 1}}, "Error at property 'tlsVersion': Unexpected property: 'y'."]]) {
      try {
        tcp.secure(1, options, () => {});
        chrome.test.fail('nothing is thrown');
      } catch (error) {
        assertEq(`Error in invocation of ${signature}: Error at parameter 'options': ${why}`, error.message);
      }
    }
    succeed();
  },
]);
