// An address that this machine does not have.

const addresses = ['192.0.2.1', '1.2.3'];

chrome.test.runTests(addresses.map(address => async function listen() {
  const socketId = await createSocket(tcpServer);
  assertOutcome([-108], 'net::ERR_ADDRESS_INVALID', await outcome(tcpServer.listen, socketId, address, 0), address);
  chrome.test.succeed();
}));
