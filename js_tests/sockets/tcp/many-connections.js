// Fifty connections at once: each has its own id, and what is sent back arrives at its sender.

const count = 50;

chrome.test.runTests([
  async function echoToEach() {
    const {socketId, port} = await listeningServer();
    const ids = new Set();
    tcp.onReceive.addListener(info => { if (ids.has(info.socketId)) tcp.send(info.socketId, info.data, chrome.test.assertNoLastError); });
    tcpServer.onAccept.addListener(info => {
      if (info.socketId !== socketId) return;
      ids.add(info.clientSocketId);
      tcp.setPaused(info.clientSocketId, false);
    });
    const texts = await Promise.all(Array.from({length: count}, async (_, i) => {
      const client = await connectTo(port);
      const message = `message ${i}`;
      const arrival = received(client, message.length);
      await send(client, message);
      return (await arrival).text === message;
    }));
    chrome.test.assertEq(Array(count).fill(true), texts);
    chrome.test.assertEq(count, ids.size);
    chrome.test.succeed();
  },
]);
