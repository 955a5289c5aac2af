// connect of a TCP socket: codes, and what getInfo tells.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  async function connected() {
    const {client, accepted, port} = await oldPair();
    const own = await ok(socket.getInfo, client);
    assertEq(['connected', 'localAddress', 'localPort', 'peerAddress', 'peerPort', 'socketType'], Object.keys(own));
    assertEq([true, '127.0.0.1', '127.0.0.1', port, 'tcp'], [own.connected, own.localAddress, own.peerAddress, own.peerPort, own.socketType]);
    assertEq(`{"connected":true,"peerAddress":"127.0.0.1","peerPort":${own.localPort},"socketType":"tcp"}`,
        JSON.stringify(await ok(socket.getInfo, accepted)));
    succeed();
  },
  async function ports() {
    for (const port of [-1, 65536]) {
      assertOutcome([], 'Port must be a value between 0 and 65535.', await outcome(socket.connect, 1e6, '127.0.0.1', port), `${port}`);
    }
    succeed();
  },
  async function nobodyListens() {
    assertOutcome([-102], undefined, await outcome(socket.connect, await createOld('tcp'), '127.0.0.1', await closedPort()));
    succeed();
  },
  async function noSuchName() {
    assertOutcome([-105], 'DNS resolution failed', await outcome(socket.connect, await createOld('tcp'), '..', 80));
    assertOutcome([-105], 'DNS resolution failed', await outcome(socket.connect, await createOld('tcp'), '', 80));
    succeed();
  },
  async function twice() {
    const {client, port} = await oldPair();
    assertOutcome([-23], undefined, await outcome(socket.connect, client, '127.0.0.1', port));
    succeed();
  },
  async function ofAListener() {
    const {socketId, port} = await oldServer();
    assertOutcome([-104], undefined, await outcome(socket.connect, socketId, '127.0.0.1', port));
    succeed();
  },
  async function again() {
    const {client, port} = await oldPair();
    socket.disconnect(client);
    assertEq(0, await ok(socket.connect, client, '127.0.0.1', port));
    succeed();
  },
  async function oneCountOfIds() {
    const first = await createOld('tcp');
    const second = await createOld('udp');
    assertEq(true, second > first);
    succeed();
  },
]);
