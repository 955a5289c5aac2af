// setKeepAlive and setNoDelay answer with a boolean.

const {succeed} = chrome.test;

chrome.test.runTests([
  async function options() {
    const {client, accepted, server} = await oldPair();
    for (const id of [client, accepted]) {
      assertOutcome([true], undefined, await outcome(socket.setKeepAlive, id, true));
      assertOutcome([true], undefined, await outcome(socket.setKeepAlive, id, true, 60));
      assertOutcome([false], undefined, await outcome(socket.setKeepAlive, id, true, -1));
      assertOutcome([true], undefined, await outcome(socket.setKeepAlive, id, false));
      assertOutcome([true], undefined, await outcome(socket.setNoDelay, id, true));
    }
    for (const id of [server, await createOld('tcp'), await createOld('udp')]) {
      assertOutcome([false], undefined, await outcome(socket.setKeepAlive, id, true));
      assertOutcome([false], undefined, await outcome(socket.setNoDelay, id, true));
    }
    succeed();
  },
]);
