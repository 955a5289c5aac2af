// Quick calls to udp, tcp and tcpServer are answered in the order of the calls.

chrome.test.runTests([
  async function order() {
    const [server, client, datagram] = [await createSocket(tcpServer), await createSocket(tcp), await createSocket(udp)];
    const log = [];
    const calls = [
      [udp.getInfo, datagram], [tcp.getInfo, client], [udp.setPaused, datagram, true], [tcpServer.getInfo, server], [udp.getSockets], [tcp.close, client],
      [udp.close, datagram], [tcpServer.close, server], [udp.getInfo, datagram],
    ];
    await Promise.all(calls.map(([method, ...args], i) => outcome(method, ...args).then(() => log.push(i))));
    chrome.test.assertEq(calls.map((_, i) => i), log);
    chrome.test.succeed();
  },
]);
