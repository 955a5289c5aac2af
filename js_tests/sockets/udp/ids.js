// alone: it counts socket ids
// The ids of udp sockets count by themselves.

chrome.test.runTests([
  async function counterOfItsOwn() {
    await createSocket(tcp);
    await createSocket(tcpServer);
    chrome.test.assertEq(1, await createSocket(udp));
    await createSocket(tcp);
    chrome.test.assertEq(2, await createSocket(udp));
    chrome.test.succeed();
  },
]);
