// Handshakes that fail: the code says why, and the socket is gone.

const {assertEq, succeed} = chrome.test;

// The outcome of secure on a connection to a peer that takes these steps.
async function secured(steps, options = {}) {
  const {peer, client} = await connectedToPeer(steps, {paused: true});
  await peer.go();
  const result = await outcome(tcp.secure, client, options);
  assertOutcome([], 'Socket not found', await outcome(tcp.getInfo, client), 'the socket is gone');
  return result;
}

const fatal = code => ['send', String.fromCharCode(0x15, 3, 3, 0, 2, 2, code)];

// The record of the client's hello is read before the answer, so that nothing comes before secure was called.
const hello = ['read', 5];

chrome.test.runTests([
  async function certificate() {
    for (const kind of ['', 'tls1.2']) {
      assertOutcome([-202], 'net::ERR_CERT_AUTHORITY_INVALID', await secured([['tls', kind]]), kind);
    }
    succeed();
  },
  async function versions() {
    const mismatch = 'net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH';
    assertOutcome([-113], mismatch, await secured([['tls', 'tls1.0']]), 'TLS 1.0');
    assertOutcome([-113], mismatch, await secured([['tls', 'tls1.0']], {tlsVersion: {min: 'tls1', max: 'tls1'}}), 'TLS 1.0, asked for');
    assertOutcome([-113], mismatch, await secured([['tls', 'tls1.2']], {tlsVersion: {min: 'tls1.3'}}), 'TLS 1.2, 1.3 asked for');
    assertOutcome([-202], 'net::ERR_CERT_AUTHORITY_INVALID', await secured([['tls', '']], {tlsVersion: {min: 'sslv3', max: 'tls1.1'}}), 'words that say nothing');
    succeed();
  },
  async function alerts() {
    const texts = {
      '-107': 'SSL_PROTOCOL_ERROR', '-113': 'SSL_VERSION_OR_CIPHER_MISMATCH', '-117': 'BAD_SSL_CLIENT_AUTH_CERT', '-125': 'SSL_DECOMPRESSION_FAILURE_ALERT',
      '-126': 'SSL_BAD_RECORD_MAC_ALERT', '-153': 'SSL_DECRYPT_ERROR_ALERT', '-159': 'SSL_UNRECOGNIZED_NAME_ALERT',
    };
    const special = {
      20: -126, 30: -125, 40: -113, 42: -117, 43: -117, 44: -117, 45: -117, 46: -117, 48: -117, 51: -153, 70: -113, 71: -113, 112: -159, 116: -117,
    };
    for (const code of [0, 10, 20, 21, 22, 30, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 60, 70, 71, 80, 86, 90, 100, 109, 110, 112, 113, 115, 116, 120]) {
      const result = special[code] || -107;
      assertOutcome([result], `net::ERR_${texts[result]}`, await secured([hello, fatal(code)]), `alert ${code}`);
    }
    succeed();
  },
  async function noTLS() {
    assertOutcome([-107], 'net::ERR_SSL_PROTOCOL_ERROR', await secured([hello, ['send', 'HTTP/1.0 400 Bad request\r\n\r\n']]));
    succeed();
  },
  async function theEnd() {
    assertOutcome([-100], 'net::ERR_CONNECTION_CLOSED', await secured([hello, ['closeWrite']]), 'closed');
    assertOutcome([-101], 'net::ERR_CONNECTION_RESET', await secured([hello, ['reset']]), 'reset');
    succeed();
  },
  async function clientCertificate() {
    // The certificate of the server is judged first.
    assertOutcome([-202], 'net::ERR_CERT_AUTHORITY_INVALID', await secured([['tls', 'client-cert']]));
    succeed();
  },
]);
