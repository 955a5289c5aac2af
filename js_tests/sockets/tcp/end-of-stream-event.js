// onReceiveError: one argument, keys in ascending order; chrome.runtime.lastError is not set.

chrome.test.runTests([
  async function shape() {
    const {client, accepted} = await connectedPair();
    const event = new Promise(resolve => tcp.onReceiveError.addListener(function listener(...args) {
      tcp.onReceiveError.removeListener(listener);
      resolve([args, chrome.runtime.lastError]);
    }));
    await ok(tcp.close, accepted);
    const [args, lastError] = await event;
    chrome.test.assertEq(1, args.length);
    chrome.test.assertEq(`{"resultCode":-100,"socketId":${client}}`, JSON.stringify(args[0]));
    chrome.test.assertEq(undefined, lastError);
    chrome.test.succeed();
  },
]);
