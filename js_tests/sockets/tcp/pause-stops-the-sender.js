// Nothing is buffered without bound: while a socket is paused, the sends to it stop being completed. Unpaused, all of it arrives.

const chunk = 1 << 20;
const sends = 64;

chrome.test.runTests([
  async function backPressure() {
    const {client, accepted} = await connectedPair({properties: {bufferSize: 1 << 20}});
    let completed = 0;
    let progress = () => {};
    const all = new Promise(resolve => {
      for (let i = 0; i < sends; i++) {
        tcp.send(client, new ArrayBuffer(chunk), ({resultCode, bytesSent}) => {
          chrome.test.assertEq([0, chunk], [resultCode, bytesSent]);
          progress();
          if (++completed === sends) resolve();
        });
      }
    });
    await new Promise(resolve => {
      let timer = setTimeout(resolve, 300);
      progress = () => {
        clearTimeout(timer);
        timer = setTimeout(resolve, 300);
      };
    });
    chrome.test.assertTrue(completed < sends, `${completed} MiB were taken for a paused socket`);
    let count = 0;
    const arrival = nextEvent(tcp.onReceive, info => info.socketId === accepted && (count += info.data.byteLength) === sends * chunk);
    await ok(tcp.update, accepted, {bufferSize: 1 << 20});
    await ok(tcp.setPaused, accepted, false);
    await Promise.all([all, arrival]);
    chrome.test.succeed();
  },
]);
