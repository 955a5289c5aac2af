// Sends that do not wait for each other: callbacks and bytes come in the order of the calls.

chrome.test.runTests([
  async function firstInFirstOut() {
    const {client, accepted} = await connectedPair();
    const texts = ['one ', 'two ', '', 'three'];
    const arrival = received(client, texts.join('').length);
    const log = [];
    const results = await Promise.all(texts.map((text, i) => outcome(tcp.send, accepted, bufferOf(text)).then(result => {
      log.push(i);
      return result;
    })));
    results.forEach((result, i) => assertOutcome([{bytesSent: texts[i].length, resultCode: 0}], null, result));
    chrome.test.assertEq([0, 1, 2, 3], log);
    chrome.test.assertEq('one two three', (await arrival).text);
    chrome.test.succeed();
  },
]);
