// Sockets are of the App: what a window made, any page may use, and it outlives the window.
// file: pages/sockets.html
// file: pages/sockets-page.js

const {assertEq, assertTrue, succeed} = chrome.test;

chrome.test.runTests([
  async function outliveTheWindow() {
    const [id, port] = await new Promise(resolve => {
      window.listening = (...args) => resolve(args);
      chrome.app.window.create('sockets.html', {id: 's'});
    });
    const w = chrome.app.window.get('s'), page = w.contentWindow;
    const accepted = nextEvent(tcpServer.onAccept, info => info.socketId === id);
    const client = await connectTo(port);
    const {clientSocketId} = await accepted;
    const received = nextEvent(tcp.onReceive, info => info.socketId === client);
    const bytes = new page.Uint8Array([1, 2, 3]);
    await ok(tcp.send, clientSocketId, bytes.buffer);
    const {data} = await received;
    assertTrue(data instanceof ArrayBuffer);
    assertEq([1, 2, 3], Array.from(new Uint8Array(data)));
    await new Promise(resolve => { w.onClosed.addListener(() => setTimeout(resolve, 50)); w.close(); });
    const acceptedAgain = nextEvent(tcpServer.onAccept, info => info.socketId === id);
    await connectTo(port);
    await acceptedAgain;
    succeed();
  },
  async function callbackOfTheOtherPage() {
    const [id] = await new Promise(resolve => {
      window.listening = (...args) => resolve(args);
      chrome.app.window.create('sockets.html', {id: 't'});
    });
    const page = chrome.app.window.get('t').contentWindow;
    page.chrome.sockets.tcpServer.getInfo(id, chrome.test.callbackPass(info => {
      assertTrue(info instanceof page.Object);
      assertEq('127.0.0.1', info.localAddress);
    }));
    page.chrome.sockets.tcpServer.getInfo(12345, chrome.test.callbackPass(() => {
      assertEq('Socket not found', page.chrome.runtime.lastError.message);
      assertEq(undefined, chrome.runtime.lastError);
    }));
  },
]);
