// A socket that is paused and not reading is disconnected or closed without an event.

chrome.test.runTests([tcp.disconnect, tcp.close].map(method => async function noEvent() {
  const {client, accepted} = await connectedPair({paused: true});
  const logs = [record(client), record(accepted)];
  await ok(method, accepted);
  await ok(method, client);
  await quiet();
  chrome.test.assertEq([[], []], logs, method.name);
  chrome.test.succeed();
}));
