// Names that do not resolve, and texts that are no names.

chrome.test.runTests([
  async function noAddress() {
    const {socketId} = await boundSocket();
    for (const name of ['name.invalid', '', ' ', 'a b', '[::1]', '::1%lo', '256.0.0.1']) {
      assertOutcome([{resultCode: -105}], 'net::ERR_NAME_NOT_RESOLVED', await outcome(udp.send, socketId, bufferOf('x'), name, 9), name);
    }
    chrome.test.succeed();
  },
]);
