// An address of the other family is not reached.

const cases = [['127.0.0.1', ['::1', '::', '::ffff:127.0.0.1']], ['::1', ['127.0.0.1', '::ffff:127.0.0.1']], ['::ffff:127.0.0.1', ['::1']]];

chrome.test.runTests(cases.map(([local, addresses]) => async function unreachable() {
  const {socketId, port} = await boundSocket({address: local});
  for (const address of addresses) {
    assertOutcome([{resultCode: -109}], 'net::ERR_ADDRESS_UNREACHABLE', await outcome(udp.send, socketId, bufferOf('x'), address, port), `from ${local} to ${address}`);
  }
  chrome.test.succeed();
}));
