// Results are plain objects, fresh for each callback; binary data is an ArrayBuffer.

const {assertTrue, assertEq, succeed} = chrome.test;

chrome.test.runTests([
  async function plain() {
    const socketId = await createSocket(tcpServer);
    const infos = [await ok(tcpServer.getInfo, socketId), await ok(tcpServer.getInfo, socketId)];
    assertTrue(infos[0] !== infos[1]);
    for (const info of infos) {
      assertTrue(Object.getPrototypeOf(info) === Object.prototype);
      assertTrue(Object.isExtensible(info));
      for (const key of Object.keys(info)) {
        const {writable, enumerable, configurable} = Object.getOwnPropertyDescriptor(info, key);
        assertEq([true, true, true], [writable, enumerable, configurable]);
      }
    }
    const list = await ok(tcpServer.getSockets);
    assertTrue(Array.isArray(list) && Object.getPrototypeOf(list) === Array.prototype);
    succeed();
  },
]);
