// A string that is none of an enum's values.

chrome.test.runTests(['IPV4', '', 'x'].map(type => function dnsQueryType() {
  chrome.test.assertThrows(
      () => tcp.connect(1, '127.0.0.1', 1, type, () => {}),
      'Error in invocation of sockets.tcp.connect(integer socketId, string peerAddress, integer peerPort, ' +
          'optional sockets.tcp.DnsQueryType dnsQueryType, function callback): ' +
          "Error at parameter 'dnsQueryType': Value must be one of any, ipv4, ipv6.");
  chrome.test.succeed();
}));
