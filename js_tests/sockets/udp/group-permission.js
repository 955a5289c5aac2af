// manifest: {"sockets": {"udp": {"bind": "*", "send": "*"}}}
// Without multicastMembership in the manifest groups are refused, whatever the address. The settings for sending need no permission.

const refused = [[udp.joinGroup, '224.0.0.1'], [udp.joinGroup, 'no literal'], [udp.leaveGroup, '224.0.0.1'], [udp.getJoinedGroups]];
const allowed = [[udp.setMulticastTimeToLive, 0], [udp.setMulticastLoopbackMode, true]];

chrome.test.runTests([
  async function refusedByManifest() {
    for (const {socketId} of [{socketId: await createSocket(udp)}, await boundSocket()]) {
      for (const [method, ...args] of refused) {
        assertOutcome([], 'App does not have permission', await outcome(method, socketId, ...args), `${method.name}(${args})`);
      }
    }
    chrome.test.succeed();
  },
  async function withoutPermission() {
    const socketId = await createSocket(udp);
    for (const [method, value] of allowed) assertOutcome([0], null, await outcome(method, socketId, value), method.name);
    chrome.test.succeed();
  },
]);
