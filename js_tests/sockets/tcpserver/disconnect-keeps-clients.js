// Accepted sockets outlive the disconnect and the close of their server.

chrome.test.runTests(['disconnect', 'close'].map(method => async function clientsSurvive() {
  const {client, accepted, server} = await connectedPair();
  await ok(tcpServer[method], server);
  const arrival = received(accepted, 5);
  await ok(tcp.setPaused, accepted, false);
  await send(client, 'hello');
  chrome.test.assertEq('hello', (await arrival).text, method);
  chrome.test.succeed();
}));
