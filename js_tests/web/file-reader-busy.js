// A FileReader reads one Blob at a time: InvalidStateError.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([
  function busy() {
    const reader = new FileReader();
    reader.readAsText(new Blob(['first']));
    let caught;
    try {
      reader.readAsArrayBuffer(new Blob(['second']));
    } catch (e) {
      caught = e;
    }
    assertEq('InvalidStateError', caught.name);
    assertEq("Failed to execute 'readAsArrayBuffer' on 'FileReader': The object is already busy reading Blobs.", caught.message);
    reader.onload = () => {
      assertEq('first', reader.result);
      succeed();
    };
  },
  function againInLoad() {
    const reader = new FileReader();
    const log = [];
    reader.onload = () => {
      log.push(reader.result);
      if (log.length === 1) reader.readAsText(new Blob(['second']));
    };
    // The first read has no loadend: the reader is reading again by then.
    reader.onloadend = () => {
      assertEq(['first', 'second'], log);
      succeed();
    };
    reader.readAsText(new Blob(['first']));
  },
]);
