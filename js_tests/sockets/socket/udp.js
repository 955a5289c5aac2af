// UDP sockets: bind, sendTo, recvFrom, and connect for read and write.

const {assertEq, succeed} = chrome.test;

async function receive(...args) {
  const {args: [info], lastError} = await outcome(socket.recvFrom, ...args);
  assertEq(undefined, lastError);
  assertEq(['address', 'data', 'port', 'resultCode'], Object.keys(info));
  return `${info.resultCode} ${textOf(info.data)} ${info.address} ${info.port}`;
}

chrome.test.runTests([
  async function datagrams() {
    const a = await oldBound();
    const b = await oldBound();
    assertOutcome([{bytesWritten: 2}], undefined, await outcome(socket.sendTo, a.socketId, bufferOf('hi'), '127.0.0.1', b.port));
    assertEq(`2 hi 127.0.0.1 ${a.port}`, await receive(b.socketId));
    const waiting = receive(b.socketId);
    await ok(socket.sendTo, a.socketId, new ArrayBuffer(0), '127.0.0.1', b.port);
    assertEq(`0  127.0.0.1 ${a.port}`, await waiting);
    assertEq(`{"connected":false,"localAddress":"127.0.0.1","localPort":${a.port},"socketType":"udp"}`, JSON.stringify(await ok(socket.getInfo, a.socketId)));
    succeed();
  },
  async function tooLong() {
    const a = await oldBound();
    const b = await oldBound();
    const waiting = receive(b.socketId, 3);
    await ok(socket.sendTo, a.socketId, bufferOf('long'), '127.0.0.1', b.port);
    assertEq('-142   0', await waiting);
    await ok(socket.sendTo, a.socketId, bufferOf('ok!'), '127.0.0.1', b.port);
    assertEq(`3 ok! 127.0.0.1 ${a.port}`, await receive(b.socketId, 3));
    assertOutcome([{bytesWritten: -142}], undefined, await outcome(socket.sendTo, a.socketId, new ArrayBuffer(65508), '127.0.0.1', b.port));
    succeed();
  },
  async function noRoom() {
    const a = await oldBound();
    const b = await oldBound();
    const waiting = receive(b.socketId, 0);
    await ok(socket.sendTo, a.socketId, bufferOf('x'), '127.0.0.1', b.port);
    assertEq('-142   0', await waiting);
    assertEq('-4   0', await receive(b.socketId, -5));
    succeed();
  },
  async function refusals() {
    const fresh = await createOld('udp');
    const nothing = {address: '', data: {}, port: 0};
    assertOutcome([{...nothing, resultCode: -15}], undefined, await outcome(socket.recvFrom, fresh), 'not bound');
    assertOutcome([{bytesWritten: -15}], undefined, await outcome(socket.sendTo, fresh, bufferOf('x'), '127.0.0.1', 9), 'not bound');
    assertOutcome([{data: {}, resultCode: -15}], undefined, await outcome(socket.read, fresh), 'read, not connected');
    assertOutcome([{bytesWritten: -15}], undefined, await outcome(socket.write, fresh, bufferOf('x')), 'write, not connected');
    const tcpSocket = await createOld('tcp');
    assertOutcome([{...nothing, resultCode: -1}], 'Socket not found', await outcome(socket.recvFrom, tcpSocket), 'tcp');
    assertOutcome([{bytesWritten: -2}], undefined, await outcome(socket.sendTo, tcpSocket, bufferOf('x'), '127.0.0.1', 9), 'tcp');
    const {socketId} = await oldBound();
    assertOutcome([], 'Port must be a value between 0 and 65535.', await outcome(socket.sendTo, socketId, bufferOf('x'), '127.0.0.1', 65536));
    assertOutcome([-105], 'DNS resolution failed', await outcome(socket.sendTo, socketId, bufferOf('x'), '..', 9));
    const waiting = receive(socketId);
    assertOutcome([{...nothing, resultCode: -1}], undefined, await outcome(socket.recvFrom, socketId), 'pending');
    socket.destroy(socketId);
    assertEq('-100   0', await waiting);
    succeed();
  },
  async function bind() {
    const {socketId, port} = await oldBound();
    assertOutcome([-104], undefined, await outcome(socket.bind, socketId, '127.0.0.1', 0), 'twice');
    assertOutcome([-147], undefined, await outcome(socket.bind, await createOld('udp'), '127.0.0.1', port), 'busy');
    assertOutcome([-4], undefined, await outcome(socket.bind, await createOld('udp'), 'localhost', 0), 'a name');
    assertOutcome([], 'Port must be a value between 0 and 65535.', await outcome(socket.bind, await createOld('udp'), '127.0.0.1', 65536), 'port');
    assertOutcome([-1], 'TCP socket does not support bind. For TCP server please use listen.',
        await outcome(socket.bind, await createOld('tcp'), '127.0.0.1', 0), 'tcp');
    succeed();
  },
  async function connected() {
    const peer = await oldBound();
    const socketId = await createOld('udp');
    assertOutcome([0], undefined, await outcome(socket.connect, socketId, '127.0.0.1', peer.port));
    const info = await ok(socket.getInfo, socketId);
    assertEq(`{"connected":true,"localAddress":"127.0.0.1","localPort":${info.localPort},"peerAddress":"127.0.0.1","peerPort":${peer.port},"socketType":"udp"}`,
        JSON.stringify(info));
    assertOutcome([{bytesWritten: 2}], undefined, await outcome(socket.write, socketId, bufferOf('hi')));
    assertEq(`2 hi 127.0.0.1 ${info.localPort}`, await receive(peer.socketId));
    const stranger = await oldBound();
    await ok(socket.sendTo, stranger.socketId, bufferOf('not for it'), '127.0.0.1', info.localPort);
    await ok(socket.sendTo, peer.socketId, bufferOf('back'), '127.0.0.1', info.localPort);
    assertEq('4 back', await readOld(socketId));
    assertOutcome([-104], undefined, await outcome(socket.connect, socketId, '127.0.0.1', peer.port), 'twice');
    assertOutcome([-104], undefined, await outcome(socket.bind, socketId, '127.0.0.1', 0), 'bind');
    assertOutcome([-104], undefined, await outcome(socket.connect, peer.socketId, '127.0.0.1', peer.port), 'a bound one');
    socket.disconnect(socketId);
    assertEq('{"connected":false,"socketType":"udp"}', JSON.stringify(await ok(socket.getInfo, socketId)));
    succeed();
  },
  async function connectedRecvFromAndSendTo() {
    const peer = await oldBound();
    const socketId = await createOld('udp');
    await ok(socket.connect, socketId, '127.0.0.1', peer.port);
    const {localPort} = await ok(socket.getInfo, socketId);
    await ok(socket.sendTo, peer.socketId, bufferOf('x'), '127.0.0.1', localPort);
    assertEq('-15   0', await receive(socketId));
    assertOutcome([{bytesWritten: -15}], undefined, await outcome(socket.sendTo, socketId, bufferOf('y'), '127.0.0.1', peer.port));
    succeed();
  },
  async function writeOfABoundOne() {
    const {socketId} = await oldBound();
    assertOutcome([{bytesWritten: -15}], undefined, await outcome(socket.write, socketId, bufferOf('x')));
    assertOutcome([{data: {}, resultCode: -15}], undefined, await outcome(socket.read, socketId));
    succeed();
  },
  async function endOfPendingReads() {
    const how = {}; // the callback of a read never runs
    for (const [name, start] of [['read', readOld], ['recvFrom', receive]]) {
      for (const end of [socket.disconnect, socket.destroy]) {
        let socketId;
        if (name === 'read') {
          socketId = await createOld('udp');
          await ok(socket.connect, socketId, '127.0.0.1', (await oldBound()).port);
        } else {
          ({socketId} = await oldBound());
        }
        const waiting = start(socketId);
        end(socketId);
        how[`${name} ${end.name}`] = await Promise.race([waiting, quiet(300).then(() => 'never')]);
      }
    }
    assertEq({'read disconnect': 'never', 'read destroy': 'never', 'recvFrom disconnect': '-100   0', 'recvFrom destroy': '-100   0'}, how);
    succeed();
  },
  async function nobodyThere() {
    const gone = await oldBound();
    socket.destroy(gone.socketId);
    const socketId = await createOld('udp');
    await ok(socket.connect, socketId, '127.0.0.1', gone.port);
    const waiting = readOld(socketId);
    await ok(socket.write, socketId, bufferOf('x'));
    assertEq('-102 ', await waiting);
    succeed();
  },
  async function bindAgain() {
    const {socketId} = await oldBound();
    socket.disconnect(socketId);
    assertOutcome([0], undefined, await outcome(socket.bind, socketId, '127.0.0.1', 0));
    succeed();
  },
]);
