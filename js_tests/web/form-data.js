// FormData: entries of text and files, and their form on the wire.
const fe = (f) => [...f].map(([k, v]) => k + '=' + (v instanceof File ? `File(${v.name},${v.type},${v.size})` : v));

runCases('formData', [
  [
    () => {
      const f = new FormData();
      f.append('a', '1');
      f.append('a', '2');
      f.set('b', 'x\r\ny\nz');
      f.append('c', new Blob(['q']));
      f.append('d', new File(['w'], 'n.txt', {type: 'text/plain'}));
      f.append('e', new Blob(['q']), 'fn');
      f.append('f', new File(['1'], 'o'), 'p');
      return [
        fe(f),
        f.get('a'),
        f.getAll('a'),
        f.get('zz'),
        f.has('b'),
        (f.delete('a'), fe(f).length),
        JSON.stringify(f.get('b')),
      ];
    },
    [
      ['a=1', 'a=2', 'b=x\r\ny\nz', 'c=File(blob,,1)', 'd=File(n.txt,text/plain,1)', 'e=File(fn,,1)', 'f=File(p,,1)'],
      '1',
      ['1', '2'],
      null,
      true,
      5,
      '"x\\r\\ny\\nz"',
    ],
  ],
  [() => new FormData(5), "TypeError: Failed to construct 'FormData': parameter 1 is not of type 'HTMLFormElement'."],
  [
    () => new FormData().append('a'),
    "TypeError: Failed to execute 'append' on 'FormData': 2 arguments required, but only 1 present.",
  ],
  [
    () => new FormData().append('a', 'b', 'c'),
    "TypeError: Failed to execute 'append' on 'FormData': parameter 2 is not of type 'Blob'.",
  ],
  [
    () => FormData(),
    "TypeError: Failed to construct 'FormData': Please use the 'new' operator, this DOM object constructor cannot be called as a function.",
  ],
  [
    () => {
      const f = new FormData();
      f.append('a', {});
      f.append('b', null);
      return fe(f);
    },
    ['a=[object Object]', 'b=null'],
  ],
  [
    () => {
      const f = new FormData();
      const b = new Blob(['x']);
      f.append('a', b);
      return [f.get('a') === b, f.get('a') === f.get('a'), f.get('a').name, f.get('a') instanceof File];
    },
    [false, true, 'blob', true],
  ],
  [
    () => {
      const f = new FormData();
      f.append('a', '1');
      f.append('b', '2');
      f.append('a', '3');
      f.set('a', '9');
      return fe(f);
    },
    ['a=9', 'b=2'],
  ],
  [() => new FormData(null), "TypeError: Failed to construct 'FormData': parameter 1 is not of type 'HTMLFormElement'."],
  [
    async () => {
      const f = new FormData();
      f.append('a b"', '1\n2');
      f.append('é', new File(['w'], 'né.txt', {type: 'text/plain'}));
      return fe(await new Response(f).formData());
    },
    ['a b%22=1\r\n2', 'é=File(né.txt,text/plain,1)'],
  ],
  [async () => fe(await new Response(new URLSearchParams('a=b+c&d=%41')).formData()), ['a=b c', 'd=A']],
  [async () => new Response('x').formData(), 'TypeError: Failed to fetch'],
  [async () => new Response('x', {headers: {'content-type': 'multipart/form-data'}}).formData(), 'TypeError: Invalid MIME type'],
  [
    async () => new Response('x', {headers: {'content-type': 'multipart/form-data; boundary=q'}}).formData(),
    'TypeError: Failed to fetch',
  ],
  [
    async () =>
      fe(
        await new Response(
          '--q\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--q\r\nContent-Disposition: form-data; name=b; filename="x"\r\nContent-Type: a/b\r\n\r\n2\r\n--q--\r\n',
          {headers: {'content-type': 'multipart/form-data; boundary="q"'}},
        ).formData(),
      ),
    ['a=1', 'b=File(x,a/b,1)'],
  ],
  [
    async () =>
      fe(
        await new Response('a=1&b=2', {headers: {'content-type': 'application/x-www-form-urlencoded;charset=utf-8'}}).formData(),
      ),
    ['a=1', 'b=2'],
  ],
  [
    async () =>
      new Response('--q\r\nContent-Disposition: form-data; name="a"\r\n\r\n1', {
        headers: {'content-type': 'multipart/form-data; boundary=q'},
      }).formData(),
    'TypeError: Failed to fetch',
  ],
  [async () => new Response(null).formData(), 'TypeError: Invalid MIME type'],
  [
    async () => fe(await new Response('--q--\r\n', {headers: {'content-type': 'multipart/form-data; boundary=q'}}).formData()),
    [],
  ],
]);
