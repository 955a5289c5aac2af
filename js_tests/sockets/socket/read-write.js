// read brings what is there, at most bufferSize bytes; the end of the stream is 0 and disconnects.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  async function pull() {
    const {client, accepted} = await oldPair();
    assertOutcome([{bytesWritten: 5}], undefined, await outcome(socket.write, client, bufferOf('hello')));
    assertEq('2 he', await readOld(accepted, 2));
    assertEq('3 llo', await readOld(accepted));
    const waiting = readOld(accepted, 10);
    await ok(socket.write, client, bufferOf('more'));
    assertEq('4 more', await waiting);
    succeed();
  },
  async function emptyWrite() {
    const {client} = await oldPair();
    assertOutcome([{bytesWritten: 0}], undefined, await outcome(socket.write, client, new ArrayBuffer(0)));
    succeed();
  },
  async function bothWays() {
    const {client, accepted} = await oldPair();
    await ok(socket.write, accepted, bufferOf('from the server'));
    assertEq('15 from the server', await readOld(client));
    succeed();
  },
  async function bufferSize() {
    const {client, accepted} = await oldPair();
    await ok(socket.write, client, bufferOf('x'));
    for (const size of [0, -1]) assertOutcome([{data: {}, resultCode: -4}], undefined, await outcome(socket.read, accepted, size), `${size}`);
    assertEq('1 x', await readOld(accepted, 1));
    succeed();
  },
  async function oneReadAtATime() {
    const {client, accepted} = await oldPair();
    const first = readOld(accepted);
    assertOutcome([{data: {}, resultCode: -1}], undefined, await outcome(socket.read, accepted));
    await ok(socket.write, client, bufferOf('y'));
    assertEq('1 y', await first);
    succeed();
  },
  async function notConnected() {
    const fresh = await createOld('tcp');
    assertOutcome([{data: {}, resultCode: -2}], undefined, await outcome(socket.read, fresh));
    assertOutcome([{bytesWritten: -15}], undefined, await outcome(socket.write, fresh, bufferOf('x')));
    const {socketId} = await oldServer();
    assertOutcome([{data: {}, resultCode: -2}], undefined, await outcome(socket.read, socketId));
    assertOutcome([{bytesWritten: -15}], undefined, await outcome(socket.write, socketId, bufferOf('x')));
    succeed();
  },
  async function endOfStream() {
    const {client, accepted} = await oldPair();
    await ok(socket.write, client, bufferOf('last'));
    socket.destroy(client);
    assertEq('4 last', await readOld(accepted));
    assertEq('0 ', await readOld(accepted));
    assertOutcome([{data: {}, resultCode: -15}], undefined, await outcome(socket.read, accepted));
    assertOutcome([{bytesWritten: -15}], undefined, await outcome(socket.write, accepted, bufferOf('x')));
    assertEq('{"connected":false,"socketType":"tcp"}', JSON.stringify(await ok(socket.getInfo, accepted)));
    succeed();
  },
  async function disconnected() {
    const {client, accepted} = await oldPair();
    const waiting = readOld(client);
    assertEq(undefined, socket.disconnect(client));
    assertEq('-100 ', await waiting);
    assertOutcome([{data: {}, resultCode: -15}], undefined, await outcome(socket.read, client));
    assertEq('0 ', await readOld(accepted));
    succeed();
  },
  async function destroyed() {
    const {client} = await oldPair();
    const waiting = readOld(client);
    socket.destroy(client);
    assertEq('-100 ', await waiting);
    assertOutcome([{data: {}, resultCode: -1}], 'Socket not found', await outcome(socket.read, client));
    succeed();
  },
  async function large() {
    const {client, accepted} = await oldPair();
    const size = 1 << 20;
    const written = ok(socket.write, client, new ArrayBuffer(size));
    let got = 0;
    while (got < size) {
      const {resultCode, data} = await ok(socket.read, accepted, 65536);
      assertEq(resultCode, data.byteLength);
      assertEq(true, resultCode > 0 && resultCode <= 65536);
      got += resultCode;
    }
    assertEq(size, (await written).bytesWritten);
    succeed();
  },
]);
