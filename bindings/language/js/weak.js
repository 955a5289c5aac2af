// WeakRef and FinalizationRegistry over the weak pointers and cleanups of Go.
({kind, newClass, members, Stamp}, {weaken, watch}) => {
  const canBeHeld = v => Object(v) === v || typeof v === 'symbol' && Symbol.keyFor(v) === undefined;

  class Reference extends Stamp {
    #deref;
    constructor(object, target) { super(object); this.#deref = weaken(target); }
    static deref(o) {
      if (Object(o) !== o || !(#deref in o)) {
        throw new TypeError(`Method WeakRef.prototype.deref called on incompatible receiver ${kind.text(o)}`);
      }
      return o.#deref();
    }
  }
  const refPrototype = {};
  const WeakRef = newClass('WeakRef', 1, refPrototype, (self, target, constructor, value) => {
    if (!canBeHeld(value)) throw new TypeError('WeakRef: invalid target');
    new Reference(self, value);
  });
  members(refPrototype, WeakRef, 'WeakRef', {deref() { return Reference.deref(this); }});

  class Registry extends Stamp {
    #cleanup; #cells = new Set();
    constructor(object, cleanup) { super(object); this.#cleanup = cleanup; }
    static #of(o, name) {
      if (Object(o) !== o || !(#cleanup in o)) {
        throw new TypeError(`Method FinalizationRegistry.prototype.${name} called on incompatible receiver ${kind.text(o)}`);
      }
    }
    static register(o, target, held, token) {
      Registry.#of(o, 'register');
      if (!canBeHeld(target)) throw new TypeError('FinalizationRegistry.prototype.register: invalid target');
      if (target === held) throw new TypeError('FinalizationRegistry.prototype.register: target and holdings must not be same');
      if (token !== undefined && !canBeHeld(token)) throw new TypeError(`Invalid unregisterToken ('${kind.text(token)}')`);
      const cells = o.#cells, cleanup = o.#cleanup;
      const cell = {token: token === undefined ? () => undefined : weaken(token)};
      cells.add(cell);
      watch(target, () => { if (cells.delete(cell)) cleanup(held); });
    }
    static unregister(o, token) {
      Registry.#of(o, 'unregister');
      if (!canBeHeld(token)) throw new TypeError(`Invalid unregisterToken ('${kind.text(token)}')`);
      let found = false;
      for (const cell of o.#cells) {
        if (cell.token() === token) {
          o.#cells.delete(cell);
          found = true;
        }
      }
      return found;
    }
  }
  const registryPrototype = {};
  const FinalizationRegistry = newClass('FinalizationRegistry', 1, registryPrototype, (self, target, constructor, cleanup) => {
    if (typeof cleanup !== 'function') throw new TypeError('FinalizationRegistry: cleanup must be callable');
    new Registry(self, cleanup);
  });
  members(registryPrototype, FinalizationRegistry, 'FinalizationRegistry', {
    register(target, held, ...rest) { Registry.register(this, target, held, rest[0]); },
    unregister(token) { return Registry.unregister(this, token); },
  });

  return {WeakRef, FinalizationRegistry};
}
