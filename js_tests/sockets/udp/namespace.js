// chrome.sockets has tcp, tcpServer and udp; what is in udp, in order.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  function keys() {
    assertEq(['tcp', 'tcpServer', 'udp'], Object.getOwnPropertyNames(chrome.sockets));
    assertEq(
        ['onReceiveError', 'onReceive', 'bind', 'close', 'create', 'getInfo', 'getJoinedGroups', 'getSockets', 'joinGroup', 'leaveGroup', 'send', 'setBroadcast',
         'setMulticastLoopbackMode', 'setMulticastTimeToLive', 'setPaused', 'update', 'DnsQueryType'],
        Object.getOwnPropertyNames(udp));
    assertEq('{"ANY":"any","IPV4":"ipv4","IPV6":"ipv6"}', JSON.stringify(udp.DnsQueryType));
    succeed();
  },
]);
