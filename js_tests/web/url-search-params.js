// URLSearchParams is made of text, pairs or an object, and is the query of its URL, both ways.
chrome.test.runTests([
  function made() {
    const {assertEq, assertThrows, succeed} = chrome.test;
    for (const [init, want] of [['?a=b&c', 'a=b&c='], [[['a', 'b'], ['c', 'd']], 'a=b&c=d'], [{a: 1, b: undefined}, 'a=1&b=undefined'],
      [new Map([['k', 'v']]), 'k=v'], [new URLSearchParams('x=y'), 'x=y'], [undefined, ''], [null, 'null=']]) {
      assertEq(want, String(new URLSearchParams(init)));
    }
    assertThrows(() => new URLSearchParams([1]), "Failed to construct 'URLSearchParams': The provided value cannot be converted to a sequence.");
    assertThrows(() => new URLSearchParams().append('a'), "Failed to execute 'append' on 'URLSearchParams': 2 arguments required, but only 1 present.");
    succeed();
  },
  function encoded() {
    const {assertEq, succeed} = chrome.test;
    assertEq("a+b=%7E%21*%28%29%27-._%C3%A9%F0%9F%98%80%EF%BF%BD%0A%25%2B", String(new URLSearchParams({'a b': "~!*()'-._é😀\ud800\n%+"})));
    assertEq([['a', '😀'], ['b', '\ufffd'], ['c d', '1=2'], ['', 'e']], [...new URLSearchParams('a=%F0%9F%98%80&b=%ff&c+d=1=2&&=e')]);
    succeed();
  },
  function changed() {
    const {assertEq, succeed} = chrome.test;
    const params = new URLSearchParams('a=1&b=2&a=3');
    assertEq(['1', ['1', '3'], null, true, false, 3], [params.get('a'), params.getAll('a'), params.get('q'), params.has('a', '3'), params.has('a', '4'), params.size]);
    params.delete('a', '1');
    params.set('b', 'x');
    params.append('aa', 'y');
    params.sort();
    assertEq('a=3&aa=y&b=x', params.toString());
    const seen = [];
    for (const [key, value] of params) {
      seen.push(key + value);
      if (key === 'a') params.delete('aa');
    }
    assertEq(['a3', 'bx'], seen);
    assertEq('[object URLSearchParams Iterator]', String(params.keys()));
    succeed();
  },
  function ofUrl() {
    const {assertEq, assertTrue, succeed} = chrome.test;
    const url = new URL('http://a/?x=1&y=2');
    const params = url.searchParams;
    assertTrue(params === url.searchParams);
    params.append('z', 'a b&c');
    params.delete('x');
    assertEq('http://a/?y=2&z=a+b%26c', url.href);
    url.search = '?q=1';
    assertEq('1', params.get('q'));
    params.delete('q');
    assertEq('http://a/', url.href);
    url.href = 'http://b/?k';
    assertEq([['k', '']], [...params]);
    succeed();
  },
]);
