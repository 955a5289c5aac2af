// What the other files here share: the words that V8's messages have for a value, and checks of receivers.
native => {
  const {toString} = Object.prototype;
  const source = Function.prototype.toString;

  // kind.text is a value without running the app's code: #<Class> for an object.
  const kind = {
    text(value) {
      if (typeof value === 'function') return Reflect.apply(source, value, []);
      if (Object(value) !== value) return String(value);
      if (Array.isArray(value) || ArrayBuffer.isView(value)) return Reflect.apply(toString, value, []);
      let constructor;
      try { ({constructor} = value); } catch {}
      return `#<${typeof constructor === 'function' && constructor.name || 'Object'}>`;
    },
  };
  // callable.text is what stands before "is not a function" when the value has no name in the program.
  const callable = {
    text(value) {
      if (typeof value === 'string') return `string "${value}"`;
      if (value === null) return 'object null';
      return typeof value === 'number' || typeof value === 'boolean' ? `${typeof value} ${value}` : typeof value;
    },
  };
  const receiver = {
    object(value, name) {
      if (Object(value) !== value) throw new TypeError(`${name} called on non-object`);
      return value;
    },
    notNull(value) {
      if (value === undefined || value === null) throw new TypeError('Cannot convert undefined or null to object');
      return value;
    },
  };

  // newClass makes a constructor that looks native; init gets the new object, new.target, the constructor and the arguments.
  const newClass = (name, length, prototype, init, parent) => {
    const inner = function (...args) {
      if (new.target === undefined) throw new TypeError(`Constructor ${name} requires 'new'`);
      init(this, new.target === inner ? constructor : new.target, constructor, ...args);
    };
    inner.prototype = prototype;
    // The text of a bound function is that of a native one.
    const constructor = inner.bind();
    if (parent) Object.setPrototypeOf(constructor, parent);
    Object.defineProperties(constructor, {
      length: {value: length}, name: {value: name},
      prototype: {value: prototype},
    });
    return constructor;
  };

  // members puts members on a prototype: methods, with get accessors, and the tag.
  const members = (prototype, constructor, tag, methods, getters = {}) => {
    Object.defineProperty(prototype, 'constructor', {value: constructor, writable: true, configurable: true});
    for (const name of Object.keys(methods)) {
      Object.defineProperty(prototype, name, {value: native(name, methods[name].length, methods[name]), writable: true, configurable: true});
    }
    for (const name of Object.keys(getters)) {
      Object.defineProperty(prototype, name, {get: native(`get ${name}`, 0, getters[name]), configurable: true});
    }
    if (tag) Object.defineProperty(prototype, Symbol.toStringTag, {value: tag, configurable: true});
    return prototype;
  };

  // Stamp is a base class whose derived classes put private fields on an object that is there already.
  class Stamp { constructor(object) { return object; } }

  return {kind, callable, receiver, native, newClass, members, Stamp};
}
