// dnsQueryType picks the family, of literals too: those of the other one do not resolve. null means any.

const cases = [
  ['127.0.0.1', 'any', 0], ['127.0.0.1', 'ipv4', 0], ['127.0.0.1', null, 0], ['127.0.0.1', undefined, 0], ['127.0.0.1', 'ipv6', -105],
  ['::1', 'any', 0], ['::1', 'ipv6', 0], ['::1', 'ipv4', -105],
  ['localhost', 'ipv4', 0], ['localhost', 'any', 0],
];

chrome.test.runTests(cases.map(([address, type, code]) => async function connect() {
  const {port} = await listeningServer(address === '::1' ? '::1' : '127.0.0.1');
  const socketId = await createSocket(tcp);
  assertOutcome([code], code && 'net::ERR_NAME_NOT_RESOLVED', await outcome(tcp.connect, socketId, address, port, type), `${address} ${type}`);
  chrome.test.succeed();
}));
