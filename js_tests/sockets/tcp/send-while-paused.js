// Pausing is about receiving only.

chrome.test.runTests([
  async function echoFromAPausedSocket() {
    const {client, accepted} = await connectedPair();
    const arrival = received(client, 5);
    chrome.test.assertTrue((await ok(tcp.getInfo, accepted)).paused);
    await send(accepted, 'hello');
    chrome.test.assertEq('hello', (await arrival).text);
    chrome.test.succeed();
  },
]);
