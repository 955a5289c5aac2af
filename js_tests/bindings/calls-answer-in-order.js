// Calls that are answered at once are answered in the order of the calls, over all the APIs.

chrome.test.runTests([
  async function order() {
    const server = await createSocket(tcpServer);
    const client = await createSocket(tcp);
    const log = [];
    const calls = [
      [tcp.getInfo, client], [tcpServer.getInfo, server], [tcpServer.setPaused, server, true], [tcp.create, {}],
      [tcpServer.update, server, {name: 'a'}], [tcp.getSockets], [tcp.disconnect, client], [tcpServer.getInfo, -1],
      [tcpServer.close, server], [tcp.close, client],
    ];
    await Promise.all(calls.map(([method, ...args], i) => outcome(method, ...args).then(() => log.push(i))));
    chrome.test.assertEq(calls.map((_, i) => i), log);
    chrome.test.succeed();
  },
]);
