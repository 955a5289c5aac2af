// What is transferred is moved: its memory goes to the copy, the original is detached.

const {assertEq, assertTrue, succeed} = chrome.test;

function failure(value, options) {
  try {
    structuredClone(value, options);
    return 'none';
  } catch (e) {
    return e.name + ': ' + e.message.replace("Failed to execute 'structuredClone' on 'Window': ", '');
  }
}

chrome.test.runTests([
  function buffers() {
    const view = new Uint8Array([1, 2]);
    const copy = structuredClone(view, {transfer: [view.buffer]});
    assertEq([0, 2], [view.length, copy.length]);
    const unused = new ArrayBuffer(8);
    structuredClone(1, {transfer: [unused]});
    assertEq(0, unused.byteLength);
    succeed();
  },
  function detached() {
    const b = new ArrayBuffer(8);
    structuredClone(b, {transfer: [b]});
    assertEq('DataCloneError: An ArrayBuffer is detached and could not be cloned.', failure(b));
    assertEq('DataCloneError: ArrayBuffer at index 0 is already detached.', failure(1, {transfer: [b]}));
    succeed();
  },
  function listErrors() {
    const b = new ArrayBuffer(8), {port1} = new MessageChannel;
    assertEq('DataCloneError: ArrayBuffer at index 1 is a duplicate of an earlier ArrayBuffer.', failure(b, {transfer: [b, b]}));
    assertEq('DataCloneError: Message port at index 1 is a duplicate of an earlier port.', failure(1, {transfer: [port1, port1]}));
    assertEq('DataCloneError: Value at index 0 does not have a transferable type.', failure(1, {transfer: [{}]}));
    const read = "Failed to read the 'transfer' property from 'StructuredSerializeOptions': ";
    assertEq('TypeError: ' + read + "Failed to convert value to 'object'.", failure(1, {transfer: [1]}));
    assertEq('TypeError: ' + read + 'The provided value cannot be converted to a sequence.', failure(1, {transfer: 5}));
    assertEq('TypeError: ' + read + 'The object must have a callable @@iterator property.', failure(1, {transfer: {}}));
    assertEq("TypeError: The provided value is not of type 'StructuredSerializeOptions'.", failure(1, 5));
    assertEq(8, b.byteLength);
    succeed();
  },
  function nothingMovesWhenCloningFails() {
    const b = new ArrayBuffer(8);
    failure(() => {}, {transfer: [b]});
    assertEq(8, b.byteLength);
    succeed();
  },
  function ports() {
    const {port1, port2} = new MessageChannel;
    const copy = structuredClone({port: port1}, {transfer: [port1]}).port;
    assertTrue(copy instanceof MessagePort && copy !== port1);
    assertEq('DataCloneError: Port at index 0 is already neutered.', failure(1, {transfer: [port1]}));
    copy.onmessage = chrome.test.callbackPass((e) => assertEq('hello', e.data));
    port2.postMessage('hello');
  },
]);
