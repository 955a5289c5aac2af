// What the cases of several interfaces share. `results` runs the cases of a file, each a function that may be async.
'use strict';

const attempt = async (f) => {
  try {
    return await f();
  } catch (e) {
    return text(e);
  }
};

const thrown = (f) => {
  try {
    return f();
  } catch (e) {
    return text(e);
  }
};

const text = (e) => (e instanceof DOMException ? `DOMException ${e.code} ${e.name}: ${e.message}` : `${e.constructor.name}: ${e.message}`);

const property = (object, key) => {
  const d = Object.getOwnPropertyDescriptor(object, key);
  const flags = (d.enumerable ? 'e' : '-') + (d.configurable ? 'c' : '-') + (d.writable ? 'w' : '-');
  if (d.get) return [flags, `${d.get.name}/${d.get.length}`, d.set ? `${d.set.name}/${d.set.length}` : 'no setter'].join(' ');
  return [flags, typeof d.value === 'function' ? `${d.value.name}()/${d.value.length}` : String(d.value)].join(' ');
};

// All that can be seen of an interface without an instance.
const shape = (C) => {
  const members = (object) => {
    const all = {};
    for (const key of Reflect.ownKeys(object)) {
      if (!absent.includes(key) && key !== 'prototype' && key !== 'constructor') all[String(key)] = property(object, key);
    }
    return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  return {
    statics: members(C),
    prototype: members(C.prototype),
    parent: Object.getPrototypeOf(C) === Function.prototype ? null : Object.getPrototypeOf(C).name,
    prototypeParent: Object.prototype.toString.call(Object.getPrototypeOf(C.prototype)),
    prototypeProperty: Object.getOwnPropertyDescriptor(C, 'prototype').writable,
    constructor: property(C.prototype, 'constructor'),
    global: property(globalThis, C.name),
    called: thrown(() => C('x')),
    onPrototype: thrown(() => C.prototype[Object.keys(C.prototype)[0]]),
  };
};

const results = async () => {
  const all = {};
  for (const name of Object.keys(cases)) all[name] = await attempt(cases[name]);
  return JSON.stringify(all, null, 1);
};
