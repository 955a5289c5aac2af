// Iterator, its helpers and the prototypes of what they return: https://tc39.es/ecma262/#sec-iterator-objects
({kind, receiver, callable, native, newClass, Stamp}, prototype) => {
  const tag = (object, value) => Object.defineProperty(object, Symbol.toStringTag, {value, configurable: true});

  // direct is an iterator with its next method, which is looked up once.
  const direct = iterator => ({iterator, next: iterator.next});
  const step = ({iterator, next}) => {
    if (typeof next !== 'function') {
      throw new TypeError(`${kind.text(next)} is not a function`);
    }
    const result = Reflect.apply(next, iterator, []);
    if (Object(result) !== result) {
      throw new TypeError(`Iterator result ${kind.text(result)} is not an object`);
    }
    return result;
  };
  const close = ({iterator}) => {
    const method = iterator.return;
    if (method !== undefined && method !== null) {
      const result = Reflect.apply(method, iterator, []);
      if (Object(result) !== result) {
        throw new TypeError(`${kind.text(result)} is not an object`);
      }
    }
  };
  // fail closes the iterator because of an error, which wins over those of closing.
  const fail = (source, error) => {
    try { close(source); } catch {}
    throw error;
  };
  const attempt = (source, f, ...args) => {
    try { return f(...args); } catch (e) { fail(source, e); }
  };
  // each is a generator's walk through a source: when the generator is closed, so is the source.
  function* each(source, body) {
    for (let i = 0; ; i++) {
      const result = step(source);
      if (result.done) return;
      const values = attempt(source, body, result.value, i);
      for (const value of values) {
        let open = true;
        try { yield value; open = false; } finally { if (open) close(source); }
      }
    }
  }

  class Helper extends Stamp {
    #run; #sources; #started = false; #done = false;
    constructor(object, run, ...sources) { super(object); this.#run = run; this.#sources = sources; }
    static next(o) {
      if (o === undefined || o === null || typeof o !== 'object' || !(#run in o)) {
        throw new TypeError(`Method Iterator Helper.prototype.next called on incompatible receiver ${kind.text(o)}`);
      }
      if (o.#done) return {value: undefined, done: true};
      o.#started = true;
      return o.#run.next();
    }
    static return(o) {
      if (o === undefined || o === null || typeof o !== 'object' || !(#run in o)) {
        throw new TypeError(`Method Iterator Helper.prototype.return called on incompatible receiver ${kind.text(o)}`);
      }
      if (!o.#started && !o.#done) {
        o.#done = true;
        for (const source of o.#sources) close(source);
        return {value: undefined, done: true};
      }
      if (o.#done) return {value: undefined, done: true};
      const result = o.#run.return();
      return {value: undefined, done: result.done};
    }
  }
  const method = (object, name, length, f) => Object.defineProperty(object, name, {value: native(name, length, f), writable: true, configurable: true});
  const helperPrototype = Object.create(prototype);
  method(helperPrototype, 'next', 0, function () { return Helper.next(this); });
  method(helperPrototype, 'return', 0, function () { return Helper.return(this); });
  tag(helperPrototype, 'Iterator Helper');
  const helper = (run, ...sources) => {
    const object = Object.create(helperPrototype);
    new Helper(object, run, ...sources);
    return object;
  };

  class Wrapper extends Stamp {
    #source;
    constructor(object, source) { super(object); this.#source = source; }
    static source(o, name) {
      if (Object(o) !== o || !(#source in o)) {
        throw new TypeError(`Method %WrapForValidIteratorPrototype%.${name} called on incompatible receiver ${kind.text(o)}`);
      }
      return o.#source;
    }
  }
  const wrapPrototype = Object.create(prototype);
  method(wrapPrototype, 'next', 0, function () {
    const {iterator, next} = Wrapper.source(this, 'next');
    if (typeof next !== 'function') {
      throw new TypeError(`${kind.text(next)} is not a function`);
    }
    return Reflect.apply(next, iterator, []);
  });
  method(wrapPrototype, 'return', 0, function () {
    const {iterator} = Wrapper.source(this, 'return');
    const method = iterator.return;
    return method === undefined || method === null ? {value: undefined, done: true} : Reflect.apply(method, iterator, []);
  });

  const source = (iterator, name) => {
    receiver.object(iterator, `Iterator.prototype.${name}`);
    return {iterator};
  };
  // withCallback makes a method whose argument is a function.
  const withCallback = (name, f) => function (callback) {
    const s = source(this, name);
    if (typeof callback !== 'function') fail(s, new TypeError(`${callable.text(callback)} is not a function`));
    return f(direct(this), callback);
  };
  const withCount = (name, f) => function (limit) {
    const s = source(this, name);
    const number = attempt(s, Number, limit);
    if (Number.isNaN(number) || Math.trunc(number) < 0) fail(s, new RangeError(`${kind.text(limit)} must be positive`));
    return f(direct(this), Math.trunc(number));
  };
  // consume makes a method that walks the iterator; visit gives [result] to end early.
  const consume = (name, begin) => withCallback(name, (s, f) => {
    const {visit, end} = begin(f);
    for (let i = 0; ; i++) {
      const result = step(s);
      if (result.done) return end;
      const answer = attempt(s, visit, result.value, i);
      if (answer) {
        close(s);
        return answer[0];
      }
    }
  });
  // iterable gives the iterator of an object that flatMap, from and concat accept.
  const iteratorOf = (object, name, primitive) => {
    if (Object(object) !== object && !(primitive && typeof object === 'string')) {
      throw new TypeError(`${name} called on non-object`);
    }
    const method = object[Symbol.iterator];
    if (method === undefined || method === null) return object;
    if (typeof method !== 'function') {
      throw new TypeError(`'${kind.text(method)}' returned for property 'Symbol(Symbol.iterator)' of object '${kind.text(object)}' is not a function`);
    }
    const iterator = Reflect.apply(method, object, []);
    if (Object(iterator) !== iterator) {
      throw new TypeError(`${kind.text(object)} is not iterable`);
    }
    return iterator;
  };

  const Iterator = newClass('Iterator', 0, prototype, (self, target, constructor) => {
    if (target === constructor) throw new TypeError('Abstract class Iterator not directly constructable');
  });
  method(Iterator, 'from', 1, function (object) {
    const iterator = iteratorOf(object, 'Iterator.from', true);
    if (Reflect.apply(Function.prototype[Symbol.hasInstance], Iterator, [iterator])) return iterator;
    const wrapper = Object.create(wrapPrototype);
    new Wrapper(wrapper, direct(iterator));
    return wrapper;
  });
  method(Iterator, 'concat', 0, function (...items) {
    const opened = items.map(item => {
      if (Object(item) !== item) throw new TypeError('Iterator.concat called on non-object');
      const open = item[Symbol.iterator];
      if (typeof open !== 'function') throw new TypeError(`${kind.text(item)} is not iterable`);
      return {item, open};
    });
    return helper((function* () {
      for (const {item, open} of opened) {
        const iterator = Reflect.apply(open, item, []);
        if (Object(iterator) !== iterator) throw new TypeError(`${kind.text(iterator)} is not an object`);
        yield* each(direct(iterator), value => [value]);
      }
    })());
  });

  // The two accessors are what they are because assignments to properties of these names were in use on subclasses.
  const weird = (key, name, value) => ({
    get: native(`get ${name}`, 0, () => value),
    set: native(`set ${name}`, 1, function (v) {
      if (Object(this) !== this) throw new TypeError('Iterator.prototype setter called on non-object');
      if (this === prototype) throw new TypeError(`Cannot assign to this property`);
      if (Object.hasOwn(this, key)) this[key] = v;
      else Object.defineProperty(this, key, {value: v, writable: true, enumerable: true, configurable: true});
    }),
    configurable: true,
  });

  return {
    Iterator,
    tag: weird(Symbol.toStringTag, '[Symbol.toStringTag]', 'Iterator'),
    constructor: weird('constructor', 'constructor', Iterator),
    map: withCallback('map', (s, f) => helper(each(s, (v, i) => [f(v, i)]), s)),
    filter: withCallback('filter', (s, f) => helper(each(s, (v, i) => f(v, i) ? [v] : []), s)),
    take: withCount('take', (s, limit) => helper((function* () {
      for (let left = limit; ; left--) {
        if (left === 0) return close(s);
        const result = step(s);
        if (result.done) return;
        let open = true;
        try { yield result.value; open = false; } finally { if (open) close(s); }
      }
    })(), s)),
    drop: withCount('drop', (s, limit) => helper((function* () {
      for (let left = limit; left > 0; left--) if (step(s).done) return;
      yield* each(s, value => [value]);
    })(), s)),
    flatMap: withCallback('flatMap', (s, f) => helper((function* () {
      for (let i = 0; ; i++) {
        const result = step(s);
        if (result.done) return;
        const inner = attempt(s, () => direct(iteratorOf(f(result.value, i), 'Iterator.prototype.flatMap', false)));
        for (;;) {
          const next = attempt(s, step, inner);
          if (attempt(s, () => next.done)) break;
          const value = attempt(s, () => next.value);
          let open = true;
          try {
            yield value;
            open = false;
          } finally {
            if (open) {
              try { close(inner); } catch (e) { fail(s, e); }
              close(s);
            }
          }
        }
      }
    })(), s)),
    forEach: consume('forEach', f => ({visit: (v, i) => { f(v, i); }})),
    some: consume('some', f => ({visit: (v, i) => f(v, i) ? [true] : undefined, end: false})),
    every: consume('every', f => ({visit: (v, i) => f(v, i) ? undefined : [false], end: true})),
    find: consume('find', f => ({visit: (v, i) => f(v, i) ? [v] : undefined})),
    reduce(f, ...initial) {
      const s = source(this, 'reduce');
      if (typeof f !== 'function') fail(s, new TypeError(`${callable.text(f)} is not a function`));
      const d = direct(this);
      let i = 0, total = initial[0];
      if (initial.length === 0) {
        const first = step(d);
        if (first.done) throw new TypeError('Reduce of a done iterator with no initial value');
        total = first.value;
        i = 1;
      }
      for (;; i++) {
        const result = step(d);
        if (result.done) return total;
        total = attempt(d, f, total, result.value, i);
      }
    },
    includes(wanted, ...rest) {
      source(this, 'includes');
      const skip = rest[0] === undefined ? 0 : rest[0];
      if (typeof skip !== 'number' || skip !== Infinity && skip !== -Infinity && !Number.isInteger(skip)) {
        fail({iterator: this}, new TypeError(`${kind.text(skip)} must be an integral number`));
      }
      if (skip < 0) fail({iterator: this}, new RangeError(`${kind.text(skip)} must be positive`));
      const d = direct(this);
      for (let i = 0; ; i++) {
        const result = step(d);
        if (result.done) return false;
        if (i >= skip && [result.value].includes(wanted)) {
          close(d);
          return true;
        }
      }
    },
    join(separator) {
      source(this, 'join');
      const between = separator === undefined ? ',' : attempt({iterator: this}, String, separator);
      const d = direct(this);
      let text = '';
      for (let i = 0; ; i++) {
        const result = step(d);
        if (result.done) return text;
        text += (i > 0 ? between : '') + attempt(d, v => v === undefined || v === null ? '' : String(v), result.value);
      }
    },
    toArray() {
      source(this, 'toArray');
      const d = direct(this), array = [];
      for (;;) {
        const result = step(d);
        if (result.done) return array;
        array.push(result.value);
      }
    },
    dispose() {
      const method = this.return;
      if (method !== undefined && method !== null) Reflect.apply(method, this, []);
    },
  };
}
