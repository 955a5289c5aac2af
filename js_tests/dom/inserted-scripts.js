// A script element that a script inserts runs later, once.
chrome.test.runTests([
  async function inserted() {
    const {assertEq} = chrome.test;
    const order = [];
    const insert = src => new Promise(resolve => {
      const s = document.createElement('script');
      s.src = src;
      s.onload = s.onerror = e => { order.push(e.type); resolve(s); };
      document.head.appendChild(s);
      order.push('inserted');
    });
    const harness = [...document.scripts].find(s => /config\.js$/.test(s.src)).src;
    const before = chromeTestConfig;
    chromeTestConfig = null;
    const s = await insert(harness);
    assertEq(['inserted', 'load'], order);
    assertEq(JSON.stringify(before), JSON.stringify(chromeTestConfig));
    chromeTestConfig = before;
    s.remove();
    document.head.appendChild(s);
    await insert(URL.createObjectURL(new Blob(['window.fromBlob = document.currentScript !== null'])));
    assertEq(true, window.fromBlob);
    assertEq(true, chromeTestConfig === before);
    chrome.test.succeed();
  },
]);
