// listen and accept: the app accepts when it wants to.

const {assertEq, succeed} = chrome.test;
const cannotListen = 'Could not listen on the specified port.';

chrome.test.runTests([
  async function backlog() {
    const {client, accepted, server, port} = await oldPair(); // connected before accept was called
    assertEq(true, accepted !== client);
    assertEq(`{"connected":false,"localAddress":"127.0.0.1","localPort":${port},"socketType":"tcp"}`, JSON.stringify(await ok(socket.getInfo, server)));
    succeed();
  },
  async function acceptWaits() {
    const {socketId, port} = await oldServer();
    const waiting = outcome(socket.accept, socketId);
    assertOutcome([{resultCode: -2}], undefined, await outcome(socket.accept, socketId), 'a second one');
    await ok(socket.connect, await createOld('tcp'), '127.0.0.1', port);
    assertEq(['resultCode', 'socketId'], Object.keys((await waiting).args[0]));
    succeed();
  },
  async function severalInOrder() {
    const {socketId, port} = await oldServer();
    const clients = [];
    for (let i = 0; i < 3; i++) {
      clients.push(await createOld('tcp'));
      await ok(socket.connect, clients[i], '127.0.0.1', port);
    }
    for (const client of clients) {
      const accepted = (await ok(socket.accept, socketId)).socketId;
      await ok(socket.write, accepted, bufferOf('x'));
      assertEq('1 x', await readOld(client));
    }
    succeed();
  },
  async function refusals() {
    const tcpSocket = await createOld('tcp');
    const {port} = await oldServer();
    assertOutcome([{resultCode: -2}], undefined, await outcome(socket.accept, tcpSocket), 'accept before listen');
    assertOutcome([-4], 'Unknown error.', await outcome(socket.listen, tcpSocket, 'localhost', 0), 'a name');
    assertOutcome([-4], cannotListen, await outcome(socket.listen, await createOld('tcp'), '127.0.0.1', 0, 0), 'backlog 0');
    assertOutcome([-147], cannotListen, await outcome(socket.listen, await createOld('tcp'), '127.0.0.1', port), 'busy');
    assertOutcome([-2], 'Socket type does not support this API', await outcome(socket.listen, await createOld('udp'), '127.0.0.1', 0), 'udp');
    assertOutcome([{resultCode: -2}], undefined, await outcome(socket.accept, await createOld('udp')), 'accept of udp');
    const {client} = await oldPair();
    assertOutcome([-11], 'Cannot call both connect and listen on the same socket.', await outcome(socket.listen, client, '127.0.0.1', 0), 'a client');
    succeed();
  },
  async function portIsCut() {
    const socketId = await createOld('tcp');
    assertOutcome([0], undefined, await outcome(socket.listen, socketId, '127.0.0.1', 65536));
    succeed();
  },
  async function listenTwice() {
    const {socketId} = await oldServer();
    assertOutcome([0], undefined, await outcome(socket.listen, socketId, '127.0.0.1', 0));
    succeed();
  },
  async function endOfPendingAccepts() {
    for (const end of [socket.disconnect, socket.destroy]) {
      const {socketId} = await oldServer();
      const waiting = outcome(socket.accept, socketId);
      end(socketId);
      assertEq('never', await Promise.race([waiting, quiet().then(() => 'never')]), end.name);
    }
    succeed();
  },
  async function disconnectAndListenAgain() {
    const {socketId, port} = await oldServer();
    socket.disconnect(socketId);
    assertEq('{"connected":false,"socketType":"tcp"}', JSON.stringify(await ok(socket.getInfo, socketId)));
    assertOutcome([{resultCode: -2}], undefined, await outcome(socket.accept, socketId));
    assertEq(0, await ok(socket.listen, socketId, '127.0.0.1', port));
    succeed();
  },
]);
