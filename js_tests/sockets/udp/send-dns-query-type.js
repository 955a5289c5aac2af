// localhost is ::1 first, and only the first address is tried; dnsQueryType chooses the family.

const unreachable = [[{resultCode: -109}], 'net::ERR_ADDRESS_UNREACHABLE'];
const unresolved = [[{resultCode: -105}], 'net::ERR_NAME_NOT_RESOLVED'];
const sent = [[{bytesSent: 1, resultCode: 0}], null];

const cases = [
  ['127.0.0.1', 'localhost', undefined, unreachable],
  ['127.0.0.1', 'LocalHost', 'any', unreachable],
  ['127.0.0.1', 'localhost', 'ipv4', sent],
  ['127.0.0.1', 'localhost', 'ipv6', unreachable],
  ['127.0.0.1', '127.0.0.1', 'ipv4', sent],
  ['127.0.0.1', '127.0.0.1', 'ipv6', unresolved],
  ['::1', 'localhost', undefined, sent],
  ['::1', 'a.localhost', 'ipv6', sent],
  ['::1', '::1', 'ipv4', unresolved],
];

chrome.test.runTests(cases.map(([local, name, type, expected]) => async function query() {
  const {socketId, port} = await boundSocket({address: local});
  assertOutcome(...expected, await outcome(udp.send, socketId, bufferOf('x'), name, port, type), `from ${local} to ${name}, ${type}`);
  chrome.test.succeed();
}));
