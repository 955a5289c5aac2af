// The properties of create may be {}, null, undefined or left out; the result has nothing but the id.

const {assertEq, succeed} = chrome.test;

chrome.test.runTests([{}, null, undefined].map(properties => function create() {
  tcp.create(properties, function(createInfo) {
    assertEq(1, arguments.length);
    chrome.test.assertNoLastError();
    assertEq(['socketId'], Object.keys(createInfo));
    assertEq('number', typeof createInfo.socketId);
    succeed();
  });
}).concat(function createWithCallbackOnly() {
  tcp.create(createInfo => {
    assertEq(['socketId'], Object.keys(createInfo));
    succeed();
  });
}));
