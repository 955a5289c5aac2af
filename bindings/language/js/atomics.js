// Atomics. One thread runs all JavaScript of a page and its memory is not shared, so every operation is atomic.
// https://tc39.es/ecma262/#sec-atomics-object
({kind, members}) => {
  const tagOf = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
  const integers = new Set(['Int8Array', 'Uint8Array', 'Int16Array', 'Uint16Array', 'Int32Array', 'Uint32Array', 'BigInt64Array', 'BigUint64Array']);
  const waitable = new Set(['Int32Array', 'BigInt64Array']);
  const check = (array, index, types = integers, words = 'an integer typed array.') => {
    const type = Reflect.apply(tagOf, array, []);
    if (!types.has(type)) {
      throw new TypeError(`${Array.isArray(array) || type ? Object.prototype.toString.call(array) : kind.text(array)} is not ${words}`);
    }
    const i = index === undefined ? 0 : Math.trunc(Number(index)) || 0;
    if (i < 0 || i >= array.length) throw new RangeError('Invalid atomic access index');
    return i;
  };
  const number = (array, value) => typeof array[0] === 'bigint' ? BigInt.asIntN(64, value) : (value = Math.trunc(Number(value))) === 0 || Number.isNaN(value) ? 0 : value;
  const update = f => function (array, index, value) {
    const i = check(array, index);
    value = number(array, value);
    const old = array[i];
    array[i] = f(old, value);
    return old;
  };
  const wide = Number.MAX_SAFE_INTEGER;
  const narrow = v => typeof v === 'bigint' ? v : Math.abs(v) <= wide ? v : v % 2 ** 32;
  const atomics = members({}, undefined, 'Atomics', {
    load(array, index) { return array[check(array, index)]; },
    store(array, index, value) {
      const i = check(array, index);
      value = number(array, value);
      array[i] = value;
      return value;
    },
    add: update((a, b) => a + narrow(b)),
    sub: update((a, b) => a - narrow(b)),
    and: update((a, b) => a & b),
    or: update((a, b) => a | b),
    xor: update((a, b) => a ^ b),
    exchange: update((a, b) => b),
    compareExchange(array, index, expected, replacement) {
      const i = check(array, index);
      expected = number(array, expected);
      replacement = number(array, replacement);
      const old = array[i];
      const same = new array.constructor(1);
      same[0] = expected;
      if (old === same[0]) array[i] = replacement;
      return old;
    },
    isLockFree(size) { return size === 1 || size === 2 || size === 4 || size === 8; },
    wait(array, index, value, timeout) {
      check(array, index, waitable, 'an int32 or BigInt64 typed array.');
      throw new TypeError(`${Object.prototype.toString.call(array)} is not a shared typed array.`);
    },
    waitAsync(array, index, value, timeout) {
      check(array, index, waitable, 'an int32 or BigInt64 typed array.');
      throw new TypeError(`${Object.prototype.toString.call(array)} is not a shared typed array.`);
    },
    notify(array, index, count) {
      check(array, index, waitable, 'an int32 or BigInt64 typed array.');
      return 0;
    },
    pause() {},
  });
  delete atomics.constructor;
  return {Atomics: atomics};
}
