// Helpers for tests of chrome.sockets: awaiting a call, and both ends of a connection.
//
// Socket ids count up over all apps of one browser, so no test may expect a certain number.

var {tcpServer, tcp, udp} = chrome.sockets || {};

// Calls an API function and resolves with what its callback got: {args: [...], lastError: text or undefined}.
function outcome(method, ...args) {
  return new Promise(resolve => method(...args, function(...results) {
    const error = chrome.runtime.lastError;
    resolve({args: results, lastError: error && error.message});
  }));
}

// outcome() compared whole, key order included.
function assertOutcome(expectedArgs, expectedError, actual, message) {
  chrome.test.assertEq(
      JSON.stringify([expectedArgs, expectedError || 'no error']), JSON.stringify([actual.args, actual.lastError || 'no error']), message);
}

// Calls an API function that must succeed; resolves with its result.
async function ok(method, ...args) {
  const {args: results, lastError} = await outcome(method, ...args);
  if (lastError) chrome.test.fail(`${method.name}(${args.join(', ')}): ${lastError}`);
  return results[0];
}

async function createSocket(api, properties = {}) {
  return (await ok(api.create, properties)).socketId;
}

// A server that listens on a free port of the loopback interface.
async function listeningServer(address = '127.0.0.1', backlog = undefined) {
  const socketId = await createSocket(tcpServer);
  await ok(tcpServer.listen, socketId, address, 0, backlog);
  const {localPort} = await ok(tcpServer.getInfo, socketId);
  return {socketId, port: localPort};
}

// A port of the loopback interface that nobody listens on. The peer's end of a connection holds it, so that nobody else can take it meanwhile.
async function closedPort() {
  const {peer} = await peerConnected([]);
  return (await peer.done('connected')).localPort;
}

// Resolves with the argument of the next event that the filter takes.
function nextEvent(event, filter = () => true) {
  return new Promise(resolve => event.addListener(function listener(info) {
    if (!filter(info)) return;
    event.removeListener(listener);
    resolve(info);
  }));
}

const of = socketId => info => info.socketId === socketId;

// Collects the events of one socket, in order, as short texts: 'receive 5', 'error -100', 'accept', 'acceptError -2'.
function record(socketId) {
  const log = [];
  const receive = ({socketId: id, data}) => { if (id === socketId) log.push(`receive ${data.byteLength}`); };
  const error = ({socketId: id, resultCode}) => { if (id === socketId) log.push(`error ${resultCode}`); };
  tcp.onReceive.addListener(receive);
  tcp.onReceiveError.addListener(error);
  return log;
}

function recordServer(socketId) {
  const log = [];
  tcpServer.onAccept.addListener(info => { if (info.socketId === socketId) log.push('accept'); });
  tcpServer.onAcceptError.addListener(info => { if (info.socketId === socketId) log.push(`acceptError ${info.resultCode}`); });
  return log;
}

// An outgoing socket that is connected to the port; options: {paused, properties}.
async function connectTo(port, {paused = false, properties = {}, address = '127.0.0.1'} = {}) {
  const socketId = await createSocket(tcp, properties);
  if (paused) await ok(tcp.setPaused, socketId, true);
  chrome.test.assertEq(0, await ok(tcp.connect, socketId, address, port));
  return socketId;
}

// Both ends of a connection within this app: {client (outgoing), accepted (paused, as accepting makes it), server}.
async function connectedPair(options) {
  const server = await listeningServer();
  const accept = nextEvent(tcpServer.onAccept, of(server.socketId));
  const client = await connectTo(server.port, options);
  return {client, accepted: (await accept).clientSocketId, server: server.socketId};
}

// Resolves once that many bytes have arrived on a socket, with their text and the sizes of the events.
function received(socketId, byteCount) {
  return new Promise(resolve => {
    let text = '';
    const sizes = [];
    tcp.onReceive.addListener(function listener(info) {
      if (info.socketId !== socketId) return;
      sizes.push(info.data.byteLength);
      text += textOf(info.data);
      if (text.length < byteCount) return;
      tcp.onReceive.removeListener(listener);
      resolve({text, sizes});
    });
  });
}

// A udp socket that is bound to a free port of the loopback interface: {socketId, port}.
async function boundSocket({address = '127.0.0.1', paused = false, properties = {}} = {}) {
  const socketId = await createSocket(udp, properties);
  if (paused) await ok(udp.setPaused, socketId, true);
  chrome.test.assertEq(0, await ok(udp.bind, socketId, address, 0));
  return {socketId, port: (await ok(udp.getInfo, socketId)).localPort};
}

// Collects the events of one udp socket, in order, as short texts: 'receive 5', 'error -142'.
function recordDatagrams({socketId}) {
  const log = [];
  let expected = () => {};
  const add = entry => info => {
    if (info.socketId !== socketId) return;
    log.push(entry(info));
    expected();
  };
  udp.onReceive.addListener(add(({data}) => `receive ${data.byteLength}`));
  udp.onReceiveError.addListener(add(({resultCode}) => `error ${resultCode}`));
  // Resolves with all that was collected since the last call, once it is as much as is expected.
  log.take = count => new Promise(resolve => {
    expected = () => {
      if (log.length < count) return;
      expected = () => {};
      resolve(log.splice(0));
    };
    expected();
  });
  return log;
}

// Sends datagrams of these sizes to a port of the loopback interface, one after the other.
async function sendDatagrams({socketId}, {port}, ...sizes) {
  for (const size of sizes) await ok(udp.send, socketId, new ArrayBuffer(size), '127.0.0.1', port);
}

function bufferOf(text) {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes.buffer;
}

function textOf(data) {
  return String.fromCharCode(...new Uint8Array(data));
}

function send(socketId, text) {
  return ok(tcp.send, socketId, bufferOf(text));
}

// Time enough for something that must not happen, to happen. Only for proving absence.
function quiet(milliseconds = 100) {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

// A session with the test peer (see js_tests/peer), the remote side which an app cannot play itself.
// plan = {connect: port, steps: [...]} or {listen: true, steps: [...]}.
async function startPeer(plan) {
  const socketId = await createSocket(tcp);
  const reports = [];
  let waiting = null;
  let text = '';
  tcp.onReceive.addListener(info => {
    if (info.socketId !== socketId) return;
    text += textOf(info.data);
    const lines = text.split('\n');
    text = lines.pop();
    reports.push(...lines.map(line => JSON.parse(line)));
    if (waiting && reports.length > 0) {
      waiting(reports.shift());
      waiting = null;
    }
  });
  chrome.test.assertEq(0, await ok(tcp.connect, socketId, '127.0.0.1', chromeTestConfig.peer.port));
  await send(socketId, JSON.stringify(plan) + '\n');
  function nextReport() {
    return reports.length > 0 ? reports.shift() : new Promise(resolve => { waiting = resolve; });
  }
  return {
    // Resolves with the peer's report of this step, which may be 'listen' or 'connected'.
    async done(step) {
      for (;;) {
        const report = await nextReport();
        if (report.error) chrome.test.fail('peer: ' + report.error);
        if (report.step === step) return report;
      }
    },
    // Ends the step ["wait"].
    go: () => send(socketId, 'go\n'),
  };
}

// A peer connected to a server of this app, and the accepted socket: {peer, accepted, server}.
async function peerConnected(steps) {
  const server = await listeningServer();
  const accept = nextEvent(tcpServer.onAccept, of(server.socketId));
  const peer = await startPeer({connect: server.port, steps});
  const {clientSocketId} = await accept;
  return {peer, accepted: clientSocketId, server: server.socketId};
}

// An outgoing socket connected to the peer, which takes its steps after peer.go(): {peer, client}.
async function connectedToPeer(steps, options) {
  const peer = await startPeer({listen: true, steps: [['wait'], ...steps]});
  const {port} = await peer.done('listen');
  return {peer, client: await connectTo(port, options)};
}

// ---- chrome.socket, the older API: the app reads when it wants to ----

var {socket} = chrome;

async function createOld(type) {
  return (await ok(socket.create, type, {})).socketId;
}

// A server of the older API that listens on a free port of the loopback interface.
async function oldServer(backlog = undefined) {
  const socketId = await createOld('tcp');
  chrome.test.assertEq(0, await ok(socket.listen, socketId, '127.0.0.1', 0, backlog));
  return {socketId, port: (await ok(socket.getInfo, socketId)).localPort};
}

// Both ends of a connection of the older API.
async function oldPair() {
  const server = await oldServer();
  const client = await createOld('tcp');
  chrome.test.assertEq(0, await ok(socket.connect, client, '127.0.0.1', server.port));
  const accepted = await ok(socket.accept, server.socketId);
  chrome.test.assertEq(0, accepted.resultCode);
  return {client, accepted: accepted.socketId, server: server.socketId, port: server.port};
}

// A bound UDP socket of the older API.
async function oldBound() {
  const socketId = await createOld('udp');
  chrome.test.assertEq(0, await ok(socket.bind, socketId, '127.0.0.1', 0));
  return {socketId, port: (await ok(socket.getInfo, socketId)).localPort};
}

// What a read brought: its code and its bytes as text.
async function readOld(...args) {
  const {resultCode, data} = await ok(socket.read, ...args);
  return `${resultCode} ${textOf(data)}`;
}
