// Addresses that cannot be joined: no literals, of the other family, no groups. Nothing of it is listed.

const cases = {
  '0.0.0.0': {'x': -108, '': -108, 'ff02::1': -108, '::ffff:224.0.0.1': -108, '127.0.0.1': -4, '0.0.0.0': -4, '255.255.255.255': -4},
  '::': {'x': -108, 'ff02::1%lo': -108, '224.0.0.1': -108, '::ffff:224.0.0.1': -4, '::1': -4, '::': -4},
};
const texts = {[-108]: 'net::ERR_ADDRESS_INVALID', [-4]: 'net::ERR_INVALID_ARGUMENT'};

chrome.test.runTests(Object.entries(cases).map(([local, addresses]) => async function join() {
  const {socketId} = await boundSocket({address: local});
  for (const [address, code] of Object.entries(addresses)) {
    assertOutcome([code], texts[code], await outcome(udp.joinGroup, socketId, address), `${local} ${address}`);
    assertOutcome([-108], 'net::ERR_ADDRESS_INVALID', await outcome(udp.leaveGroup, socketId, address), `${local} ${address}`);
  }
  assertOutcome([[]], null, await outcome(udp.getJoinedGroups, socketId));
  chrome.test.succeed();
}));
