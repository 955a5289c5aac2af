// What single functions do that the engine lacks. Each is called through a native function of the same name.

({kind, receiver, callable}) => {
  const html = (tag, attribute) => attribute === undefined
    ? ({[tag]() { return `<${tag}>${this}</${tag}>`; }})[tag]
    : ({[tag](value) { return `<${tag} ${attribute}="${String(value).replaceAll('"', '&quot;')}">${this}</${tag}>`; }})[tag];

  // string makes a method of String that throws for null and undefined.
  const string = (name, f) => function (...args) {
    if (this === undefined || this === null) {
      throw new TypeError(`String.prototype.${name} called on null or undefined`);
    }
    return Reflect.apply(f, String(this), args);
  };

  const group = (name, items, callback, add) => {
    if (items === undefined || items === null) {
      throw new TypeError(`${name} called on null or undefined`);
    }
    if (typeof callback !== 'function') {
      throw new TypeError(`${kind.text(callback)} is not a function`);
    }
    if (typeof items[Symbol.iterator] !== 'function') {
      throw new TypeError(`${callable.text(items)} is not iterable (cannot read property Symbol(Symbol.iterator))`);
    }
    let i = 0;
    for (const item of items) {
      add(callback(item, i++), item);
    }
  };

  const accessor = (name, part) => function (key, f) {
    const object = Object(receiver.notNull(this));
    if (typeof f !== 'function') {
      throw new TypeError(`Object.prototype.${name}: Expecting function`);
    }
    Object.defineProperty(object, key, {[part]: f, enumerable: true, configurable: true});
  };

  const lookup = part => function (key) {
    for (let o = Object(receiver.notNull(this)); o !== null; o = Object.getPrototypeOf(o)) {
      const descriptor = Object.getOwnPropertyDescriptor(o, key);
      if (descriptor !== undefined) {
        return descriptor[part];
      }
    }
  };

  const {get, has, set} = Map.prototype;
  const weak = WeakMap.prototype;
  const {getFullYear, setFullYear, getTime, setTime, getMonth, getDate} = Date.prototype;

  // getOrInsert and getOrInsertComputed of Map and of WeakMap.
  const insert = (name, {get, has, set}, computed) => function (key, value) {
    try {
      Reflect.apply(has, this, [key]);
    } catch {
      throw new TypeError(`Method ${name} called on incompatible receiver ${kind.text(this)}`);
    }
    if (computed && typeof value !== 'function') {
      throw new TypeError(`${name} is not a function`);
    }
    if (Reflect.apply(has, this, [key])) {
      return Reflect.apply(get, this, [key]);
    }
    if (computed) {
      value = value(key === 0 ? 0 : key);
    }
    Reflect.apply(set, this, [key, value]);
    return value;
  };

  const date = (name, f) => function (...args) {
    try {
      Reflect.apply(getTime, this, []);
    } catch {
      throw new TypeError(`Method Date.prototype.${name} called on incompatible receiver ${kind.text(this)}`);
    }
    return Reflect.apply(f, this, args);
  };

  // The sum of doubles without error, as far as one double can hold it, by Shewchuk's partial sums; what would overflow is
  // counted apart, in units of 2 ** 1024.
  const sumPrecise = values => {
    const huge = 2 ** 1023;
    let partials = [], overflow = 0, special = -0, all = -0, finite = false;
    const twoSum = (x, y) => {
      if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
      const high = x + y;
      return [high, y - (high - x)];
    };
    for (const value of values) {
      if (!Number.isFinite(value)) { special += value; continue; }
      if (Object.is(value, -0)) continue;
      finite = true;
      let x = value, used = 0;
      for (let y of partials) {
        if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
        let high = x + y, low;
        if (Math.abs(high) === Infinity) {
          const sign = high > 0 ? 1 : -1;
          overflow += sign;
          x = (x - sign * huge) - sign * huge;
          if (Math.abs(x) < Math.abs(y)) [x, y] = [y, x];
          high = x + y;
        }
        low = y - (high - x);
        if (low !== 0) partials[used++] = low;
        x = high;
      }
      partials.length = used;
      if (x !== 0) partials.push(x);
    }
    if (special !== 0 || Number.isNaN(special)) return special;
    if (!finite) return all;
    let n = partials.length - 1, high = 0, low = 0;
    if (overflow !== 0) {
      const next = n >= 0 ? partials[n--] : 0;
      if (Math.abs(overflow) > 1 || (overflow > 0 && next > 0) || (overflow < 0 && next < 0)) {
        return overflow > 0 ? Infinity : -Infinity;
      }
      [high, low] = twoSum(overflow * huge, next / 2);
      low *= 2;
      if (Math.abs(2 * high) === Infinity) {
        return high > 0 ? Infinity : -Infinity;
      }
      high *= 2;
    } else {
      while (n >= 0) {
        [high, low] = twoSum(high, partials[n--]);
        if (low !== 0) break;
      }
    }
    // Half an ulp is left, and more of the same sign: the rounding goes away from zero.
    if (n >= 0 && ((low < 0 && partials[n] < 0) || (low > 0 && partials[n] > 0))) {
      const y = low * 2, x = high + y;
      if (y === x - high) high = x;
    }
    return high;
  };

  const asSyntax = new Set('^$\\.*+?()[]{}|/');
  const asHex = new Set(',-=<>#&!%:;@~\'`"');
  const controls = {'\t': '\\t', '\n': '\\n', '\v': '\\v', '\f': '\\f', '\r': '\\r'};
  const hex = (c, digits) => c.toString(16).padStart(digits, '0');

  return {
    __proto__: null,

    '__defineGetter__': accessor('__defineGetter__', 'get'),
    '__defineSetter__': accessor('__defineSetter__', 'set'),
    '__lookupGetter__': lookup('get'),
    '__lookupSetter__': lookup('set'),
    'Object.groupBy'(items, callback) {
      const groups = {__proto__: null};
      group('Object.groupBy', items, callback, (key, item) => {
        key = typeof key === 'symbol' ? key : String(key);
        (groups[key] ??= []).push(item);
      });
      return groups;
    },
    'Map.groupBy'(items, callback) {
      const groups = new Map();
      group('Map.groupBy', items, callback, (key, item) => {
        if (Reflect.apply(has, groups, [key])) {
          Reflect.apply(get, groups, [key]).push(item);
        } else {
          Reflect.apply(set, groups, [key, [item]]);
        }
      });
      return groups;
    },
    'Map.getOrInsert': insert('Map.prototype.getOrInsert', Map.prototype, false),
    'Map.getOrInsertComputed': insert('Map.prototype.getOrInsertComputed', Map.prototype, true),
    'WeakMap.getOrInsert': insert('WeakMap.prototype.getOrInsert', weak, false),
    'WeakMap.getOrInsertComputed': insert('WeakMap.prototype.getOrInsertComputed', weak, true),

    'Promise.withResolvers'() {
      const C = receiver.object(this, 'Promise.withResolvers');
      let resolve, reject;
      const promise = new C((a, b) => { resolve = a; reject = b; });
      if (typeof resolve !== 'function' || typeof reject !== 'function') {
        throw new TypeError('Promise resolve or reject function is not callable');
      }
      return {promise, resolve, reject};
    },
    'Promise.try'(f, ...args) {
      const C = receiver.object(this, 'Promise.try');
      return new C(resolve => resolve(f(...args)));
    },

    // https://tc39.es/ecma262/#sec-array.fromasync
    async 'Array.fromAsync'(items, mapper, thisArg) {
      if (mapper !== undefined && typeof mapper !== 'function') {
        throw new TypeError(`${kind.text(mapper)} is not a function`);
      }
      const C = typeof this === 'function' ? this : Array;
      const usingAsync = items[Symbol.asyncIterator] ?? undefined;
      const usingSync = usingAsync === undefined ? items[Symbol.iterator] ?? undefined : undefined;
      const define = (array, key, value) => Object.defineProperty(array, key, {value, writable: true, enumerable: true, configurable: true});
      if (usingAsync === undefined && usingSync === undefined) {
        const like = Object(items), length = Math.min(Math.max(Math.trunc(Number(like.length)) || 0, 0), Number.MAX_SAFE_INTEGER);
        const array = new C(length);
        for (let k = 0; k < length; k++) {
          let value = await like[k];
          if (mapper) value = await Reflect.apply(mapper, thisArg, [value, k]);
          define(array, k, value);
        }
        array.length = length;
        return array;
      }
      const array = new C();
      const iterator = Reflect.apply(usingAsync ?? usingSync, items, []), {next} = iterator;
      for (let k = 0; ; k++) {
        let step = Reflect.apply(next, iterator, []);
        if (usingAsync) step = await step;
        if (Object(step) !== step) {
          throw new TypeError(`Iterator result ${kind.text(step)} is not an object`);
        }
        if (step.done) {
          array.length = k;
          return array;
        }
        try {
          let value = usingAsync ? step.value : await step.value;
          if (mapper) value = await Reflect.apply(mapper, thisArg, [value, k]);
          define(array, k, value);
        } catch (e) {
          try { await iterator.return?.(); } catch {}
          throw e;
        }
      }
    },

    'String.anchor': string('anchor', html('a', 'name')),
    'String.big': string('big', html('big')),
    'String.blink': string('blink', html('blink')),
    'String.bold': string('bold', html('b')),
    'String.fixed': string('fixed', html('tt')),
    'String.fontcolor': string('fontcolor', html('font', 'color')),
    'String.fontsize': string('fontsize', html('font', 'size')),
    'String.italics': string('italics', html('i')),
    'String.link': string('link', html('a', 'href')),
    'String.small': string('small', html('small')),
    'String.strike': string('strike', html('strike')),
    'String.sub': string('sub', html('sub')),
    'String.sup': string('sup', html('sup')),
    'String.isWellFormed': string('isWellFormed', function () {
      for (const c of this) if (c >= '\ud800' && c <= '\udfff' && c.length === 1) return false;
      return true;
    }),
    'String.toWellFormed': string('toWellFormed', function () {
      let text = '';
      for (const c of this) text += c >= '\ud800' && c <= '\udfff' && c.length === 1 ? '\ufffd' : c;
      return text;
    }),

    'Date.getYear': date('getYear', function () { return Reflect.apply(getFullYear, this, []) - 1900; }),
    'Date.setYear': date('setYear', function (year) {
      year = Number(year);
      if (Number.isNaN(year)) return Reflect.apply(setTime, this, [NaN]);
      const whole = Math.trunc(year);
      if (Number.isNaN(Reflect.apply(getTime, this, []))) {
        Reflect.apply(setTime, this, [new Date(1970, 0, 1).getTime()]);
      }
      return Reflect.apply(setFullYear, this, [whole >= 0 && whole <= 99 ? 1900 + whole : whole, Reflect.apply(getMonth, this, []), Reflect.apply(getDate, this, [])]);
    }),

    'Math.sumPrecise'(values) {
      if (values === undefined || values === null) {
        throw new TypeError('Math.sumPrecise called on null or undefined');
      }
      if (typeof values[Symbol.iterator] !== 'function') {
        throw new TypeError(`${Object.prototype.toString.call(values)} is not iterable`);
      }
      const numbers = [];
      for (const value of values) {
        if (typeof value !== 'number') {
          throw new TypeError(`Type of 'Iterator value' must be 'number', found '${typeof value}'`);
        }
        numbers.push(value);
      }
      return sumPrecise(numbers);
    },

    // https://tc39.es/ecma262/#sec-regexp.escape
    'RegExp.escape'(text) {
      if (typeof text !== 'string') {
        throw new TypeError('input argument must be a string');
      }
      let out = '';
      for (const c of text) {
        const code = c.charCodeAt(0);
        if (out === '' && /[0-9A-Za-z]/.test(c)) out += '\\x' + hex(code, 2);
        else if (asSyntax.has(c)) out += '\\' + c;
        else if (c in controls) out += controls[c];
        else if (asHex.has(c)) out += '\\x' + hex(code, 2);
        else if (/\s/.test(c) || c.length === 1 && code >= 0xd800 && code <= 0xdfff) {
          out += code < 256 ? '\\x' + hex(code, 2) : '\\u' + hex(code, 4);
        } else out += c;
      }
      return out;
    },
  };
}
