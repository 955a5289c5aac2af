// A send that succeeds has sent everything; the result's keys are in ascending order.

chrome.test.runTests([
  async function result() {
    const {client} = await connectedPair();
    const {args, lastError} = await outcome(tcp.send, client, bufferOf('hello'));
    chrome.test.assertEq('[{"bytesSent":5,"resultCode":0}]', JSON.stringify(args));
    chrome.test.assertEq(undefined, lastError);
    chrome.test.succeed();
  },
]);
