// Headers: names, values, order, and what is refused.
const hs = (h) => [...h].map((p) => p.join(': ')).join(' | ');

runCases('headers', [
  [() => hs(new Headers({b: '2', A: '1', 'C-d': ' x '})), 'a: 1 | b: 2 | c-d: x'],
  [
    () =>
      hs(
        new Headers([
          ['a', '1'],
          ['A', '2'],
          ['set-cookie', 'x'],
          ['Set-Cookie', 'y'],
        ]),
      ),
    'a: 1, 2 | set-cookie: x | set-cookie: y',
  ],
  [
    () => {
      const h = new Headers();
      h.append('a', '1');
      h.append('a', '2');
      h.set('b', '3');
      h.delete('a');
      return [h.get('a'), h.get('B'), h.has('b'), h.getSetCookie(), hs(h)];
    },
    [null, '3', true, [], 'b: 3'],
  ],
  [() => new Headers([['a']]), "TypeError: Failed to construct 'Headers': Invalid value"],
  [
    () => new Headers(5),
    "TypeError: Failed to construct 'Headers': The provided value is not of type '(record<ByteString, ByteString> or sequence<sequence<ByteString>>)'.",
  ],
  [
    () => new Headers(null),
    "TypeError: Failed to construct 'Headers': The provided value is not of type '(record<ByteString, ByteString> or sequence<sequence<ByteString>>)'.",
  ],
  [() => new Headers().append('a b', 'x'), "TypeError: Failed to execute 'append' on 'Headers': Invalid name"],
  [() => new Headers().append('a', 'x\ny'), "TypeError: Failed to execute 'append' on 'Headers': Invalid value"],
  [() => new Headers({é: 'x'}), "TypeError: Failed to construct 'Headers': Invalid name"],
  [() => new Headers({a: '€'}), "TypeError: Failed to construct 'Headers': String contains non ISO-8859-1 code point."],
  [() => new Headers().get(''), "TypeError: Failed to execute 'get' on 'Headers': Invalid name"],
  [
    () => new Headers().append('a'),
    "TypeError: Failed to execute 'append' on 'Headers': 2 arguments required, but only 1 present.",
  ],
  [
    () => Headers(),
    "TypeError: Failed to construct 'Headers': Please use the 'new' operator, this DOM object constructor cannot be called as a function.",
  ],
  [() => new Headers([1]), "TypeError: Failed to construct 'Headers': The provided value cannot be converted to a sequence."],
  [() => new Headers(new Headers({x: 'y'})).get('x'), 'y'],
  [() => new Headers().set('', 'x'), "TypeError: Failed to execute 'set' on 'Headers': Invalid name"],
  [() => new Headers().delete('a b'), "TypeError: Failed to execute 'delete' on 'Headers': Invalid name"],
  [
    () => {
      const h = new Headers([
        ['b', '1'],
        ['a', '2'],
      ]);
      const o = [];
      for (const [k] of h) {
        o.push(k);
        if (k == 'a') h.append('c', '3');
      }
      h.forEach((v, k, x) => o.push(v, k, x === h));
      return o;
    },
    ['a', 'b', 'c', '2', 'a', true, '1', 'b', true, '3', 'c', true],
  ],
  [
    () => [
      new Headers([
        ['set-cookie', 'a'],
        ['set-cookie', 'b'],
        ['x', '1'],
        ['x', '2'],
      ]).getSetCookie(),
      [
        ...new Headers([
          ['set-cookie', 'a'],
          ['set-cookie', 'b'],
          ['x', '1'],
          ['x', '2'],
        ]).keys(),
      ],
    ],
    [
      ['a', 'b'],
      ['set-cookie', 'set-cookie', 'x'],
    ],
  ],
  [() => new Headers({a: undefined, b: null, c: 1}).get('a'), 'undefined'],
  [() => hs(new Headers([['a', '  \t b \r\n']])), 'a: b'],
  [() => Object.prototype.toString.call(new Headers().keys()), '[object Headers Iterator]'],
  [() => new Headers([['a', 'b', 'c']]), "TypeError: Failed to construct 'Headers': Invalid value"],
]);
