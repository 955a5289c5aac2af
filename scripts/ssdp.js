// An SSDP responder: it answers searches of UPnP control points on the local network and serves the description of its
// device over HTTP (UPnP Device Architecture 1.1, chapters 1 and 2).
//
// Settings, taken from globals that another script may set before this one or right after it:
//   HOST       the IPv4 address to listen on and to announce, '127.0.0.1' if not set: then only this computer finds the
//              device, by searches that are sent to it alone, since there is no multicast on the loopback interface
//   PORT       the HTTP port, 8200 if not set; 0 takes a free one
//   SSDP_PORT  the UDP port, 1900 if not set; 0 takes a free one, where only unicast searches arrive
//   NAME       the name of the device, 'tcpsrv-host' if not set
(function () {
  'use strict';

  const GROUP = '239.255.255.250';
  const MAX_AGE = 1800; // seconds
  const TICK_MS = 5000;
  const MAX_DELAY_S = 5; // a control point may ask for longer; that serves nobody
  const SERVER = 'ChromeApp/1.0 UPnP/1.1 tcpsrv-host/1.0';
  const DEVICE = 'urn:schemas-upnp-org:device:Basic:1';
  const UUID = `uuid:${uuid()}`;

  const settings = {
    host: typeof HOST === 'string' ? HOST : '127.0.0.1',
    port: typeof PORT === 'number' ? PORT : 8200,
    ssdpPort: typeof SSDP_PORT === 'number' ? SSDP_PORT : 1900,
    name: typeof NAME === 'string' ? NAME : 'tcpsrv-host',
  };

  const { tcp, tcpServer, udp } = chrome.sockets;
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();

  let ssdpId;
  let serverId;
  let location; // the address of the description, once there is one

  function uuid() {
    const bytes = Array.from({ length: 16 }, () => Math.floor(Math.random() * 256));
    bytes[6] = (bytes[6] & 0x0F) | 0x40;
    bytes[8] = (bytes[8] & 0x3F) | 0x80;
    const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  function bytesOf(text) { return encoder.encode(text).buffer; }

  // Reads a request: its first line, and its fields under lower-case names.
  function parse(text) {
    const [first, ...lines] = text.split('\r\n');
    const fields = new Map();
    for (const line of lines) {
      const colon = line.indexOf(':');
      if (colon > 0) fields.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    }
    return { first, fields };
  }

  // ---- SSDP ----

  // What the device is found as: the targets that a search for target is answered with.
  function matches(target) {
    const all = ['upnp:rootdevice', UUID, DEVICE];
    return target === 'ssdp:all' ? all : all.filter((one) => one === target);
  }

  const nameOf = (target) => (target === UUID ? UUID : `${UUID}::${target}`);

  function answer(target, address, port) {
    const lines = [
      'HTTP/1.1 200 OK', `CACHE-CONTROL: max-age=${MAX_AGE}`, `DATE: ${new Date().toUTCString()}`, 'EXT:',
      `LOCATION: ${location}`, `SERVER: ${SERVER}`, `ST: ${target}`, `USN: ${nameOf(target)}`, '', '',
    ];
    udp.send(ssdpId, bytesOf(lines.join('\r\n')), address, port, () => {
      if (chrome.runtime.lastError) console.warn(`ssdp: cannot answer ${address}: ${chrome.runtime.lastError.message}`);
    });
  }

  function announce(kind) {
    for (const target of matches('ssdp:all')) {
      const lines = [
        'NOTIFY * HTTP/1.1', `HOST: ${GROUP}:1900`, `CACHE-CONTROL: max-age=${MAX_AGE}`, `LOCATION: ${location}`,
        `NT: ${target}`, `NTS: ssdp:${kind}`, `SERVER: ${SERVER}`, `USN: ${nameOf(target)}`, '', '',
      ];
      udp.send(ssdpId, bytesOf(lines.join('\r\n')), GROUP, 1900, () => void chrome.runtime.lastError);
    }
  }

  udp.onReceive.addListener(({ socketId, data, remoteAddress, remotePort }) => {
    if (socketId !== ssdpId) return;
    const { first, fields } = parse(decoder.decode(data));
    if (first !== 'M-SEARCH * HTTP/1.1' || fields.get('man') !== '"ssdp:discover"') return;
    // A search by multicast is answered after a random time, lest all devices answer at once.
    const wait = Math.min(Number(fields.get('mx')) || 0, MAX_DELAY_S) * Math.random();
    for (const target of matches(fields.get('st') || '')) {
      setTimeout(() => answer(target, remoteAddress, remotePort), wait * 1000);
    }
  });

  udp.onReceiveError.addListener(({ socketId }) => {
    if (socketId === ssdpId) udp.setPaused(ssdpId, false); // what was too long is gone; the next may be shorter
  });

  function discoverable(address) {
    udp.create({ name: 'ssdp' }, ({ socketId }) => {
      ssdpId = socketId;
      udp.bind(socketId, '0.0.0.0', settings.ssdpPort, () => {
        if (chrome.runtime.lastError) {
          console.error(`ssdp: cannot bind port ${settings.ssdpPort}: ${chrome.runtime.lastError.message}`);
          return;
        }
        if (!settings.host.startsWith('127.')) join();
        udp.getInfo(socketId, (info) => console.log(`ssdp: listening on ${address}, answering on port ${info.localPort}`));
      });
    });
  }

  function join() {
    udp.joinGroup(ssdpId, GROUP, () => {
      if (chrome.runtime.lastError) console.warn(`ssdp: cannot join ${GROUP}: ${chrome.runtime.lastError.message}`);
      else announce('alive');
    });
  }

  // ---- the description ----

  function description() {
    const name = settings.name.replace(/[<&]/g, (c) => `&#${c.charCodeAt(0)};`);
    return `<?xml version="1.0"?>
<root xmlns="urn:schemas-upnp-org:device-1-0">
  <specVersion><major>1</major><minor>1</minor></specVersion>
  <device>
    <deviceType>${DEVICE}</deviceType>
    <friendlyName>${name}</friendlyName>
    <manufacturer>tcpsrv-host</manufacturer>
    <modelName>ssdp.js</modelName>
    <UDN>${UUID}</UDN>
  </device>
</root>
`;
  }

  const requests = new Map(); // socket id -> what has come of its request

  function respond(socketId, text) {
    const { first } = parse(text);
    const found = /^(GET|HEAD) \/description\.xml HTTP\/1\.[01]$/.exec(first);
    const body = encoder.encode(found ? description() : 'Not found\n');
    const head = encoder.encode([
      found ? 'HTTP/1.1 200 OK' : 'HTTP/1.1 404 Not Found', `Content-Type: ${found ? 'text/xml; charset="utf-8"' : 'text/plain'}`,
      `Content-Length: ${body.length}`, 'Connection: close', '', '',
    ].join('\r\n'));
    const all = new Uint8Array(head.length + (found && found[1] === 'HEAD' ? 0 : body.length));
    all.set(head);
    if (all.length > head.length) all.set(body, head.length);
    tcp.send(socketId, all.buffer, () => {
      void chrome.runtime.lastError;
      close(socketId);
    });
  }

  function close(socketId) {
    if (requests.delete(socketId)) tcp.close(socketId);
  }

  tcp.onReceive.addListener(({ socketId, data }) => {
    if (!requests.has(socketId)) return;
    const text = requests.get(socketId) + decoder.decode(data);
    requests.set(socketId, text);
    if (text.includes('\r\n\r\n')) respond(socketId, text);
    else if (text.length > 8192) close(socketId);
  });

  tcp.onReceiveError.addListener(({ socketId }) => close(socketId));

  tcpServer.onAccept.addListener(({ socketId, clientSocketId }) => {
    if (socketId !== serverId) return;
    requests.set(clientSocketId, '');
    tcp.setPaused(clientSocketId, false);
  });

  tcpServer.create({ name: 'ssdp' }, ({ socketId }) => {
    serverId = socketId;
    tcpServer.listen(socketId, settings.host, settings.port, () => {
      if (chrome.runtime.lastError) {
        console.error(`ssdp: cannot listen on ${settings.host}:${settings.port}: ${chrome.runtime.lastError.message}`);
        tcpServer.close(socketId);
        clearInterval(ticker);
        return;
      }
      tcpServer.getInfo(socketId, (info) => {
        location = `http://${info.localAddress}:${info.localPort}/description.xml`;
        discoverable(`${info.localAddress}:${info.localPort}`);
      });
    });
  });

  // Chrome suspends a background page, and closes its sockets, after ten seconds without an event or an API call.
  const ticker = setInterval(() => tcpServer.getSockets(() => {}), TICK_MS);
})();
