// DisposableStack, AsyncDisposableStack, SuppressedError: https://tc39.es/ecma262/#sec-disposablestack-objects
({kind, native, newClass, members, Stamp}) => {
  const SuppressedError = (() => {
    const prototype = Object.create(Error.prototype);
    const make = function (error, suppressed, message) {
      const target = new.target === undefined || new.target === make ? constructor : new.target;
      const e = Reflect.construct(Error, message === undefined ? [] : [message], target);
      for (const [key, value] of [['error', error], ['suppressed', suppressed]]) {
        Object.defineProperty(e, key, {value, writable: true, configurable: true});
      }
      return e;
    };
    make.prototype = prototype;
    const constructor = make.bind();
    Object.setPrototypeOf(constructor, Error);
    Object.defineProperties(constructor, {length: {value: 3}, name: {value: 'SuppressedError'}, prototype: {value: prototype}});
    members(prototype, constructor, undefined, {});
    for (const [key, value] of [['name', 'SuppressedError'], ['message', '']]) {
      Object.defineProperty(prototype, key, {value, writable: true, configurable: true});
    }
    return constructor;
  })();

  class State extends Stamp {
    #stack = []; #disposed = false;
    static of(o, name) {
      if (Object(o) !== o || !(#stack in o)) {
        throw new TypeError(`Method ${name} called on incompatible receiver ${kind.text(o)}`);
      }
      return {
        get disposed() { return o.#disposed; },
        push: entry => { o.#stack.push(entry); },
        take() { const all = o.#stack; o.#stack = []; o.#disposed = true; return all; },
        give(all) { o.#stack = all; },
      };
    }
  }

  const make = (name, async) => {
    const prototype = {};
    const disposeName = async ? 'disposeAsync' : 'dispose';
    const constructor = newClass(name, 0, prototype, self => { new Own(self); });
    class Own extends State { #own; static is(o) { return Object(o) === o && #own in o; } }
    const stateOf = (o, member) => {
      if (!Own.is(o)) throw new TypeError(`Method ${member} called on incompatible receiver ${kind.text(o)}`);
      return State.of(o, member);
    };
    const open = (o, method) => {
      const member = `${name}.prototype.${method}`, state = stateOf(o, member);
      if (state.disposed) throw new ReferenceError(`Cannot call ${member} on an already-disposed ${name}`);
      return state;
    };
    const callback = f => {
      if (typeof f !== 'function') throw new TypeError(`${kind.text(f)} is not a function`);
    };
    const disposer = value => {
      if (Object(value) !== value) throw new TypeError('An object is expected with `using` declarations');
      let dispose = async ? value[Symbol.asyncDispose] : undefined;
      if (dispose === undefined || dispose === null) dispose = value[Symbol.dispose];
      if (typeof dispose !== 'function') throw new TypeError('Symbol(Symbol.dispose) is not a function');
      return dispose;
    };
    const suppress = (error, failed, before) => failed ? new SuppressedError(error, before, 'An error was suppressed during disposal') : error;
    members(prototype, constructor, name, {
      use(value) {
        const state = open(this, 'use');
        if (value !== undefined && value !== null) {
          const dispose = disposer(value);
          state.push(() => Reflect.apply(dispose, value, []));
        } else if (async) {
          state.push(() => {});
        }
        return value;
      },
      adopt(value, onDispose) {
        const state = open(this, 'adopt');
        callback(onDispose);
        state.push(() => onDispose(value));
        return value;
      },
      defer(onDispose) {
        const state = open(this, 'defer');
        callback(onDispose);
        state.push(() => onDispose());
      },
      move() {
        const all = open(this, 'move').take(), other = new constructor();
        State.of(other).give(all);
        return other;
      },
      ...async ? {
        async disposeAsync() {
          const state = stateOf(this, `${name}.prototype.disposeAsync`);
          if (state.disposed) return;
          let failed = false, error;
          for (const dispose of state.take().reverse()) {
            try { await dispose(); } catch (e) { error = suppress(e, failed, error); failed = true; }
          }
          if (failed) throw error;
        },
      } : {
        dispose() {
          const state = stateOf(this, `${name}.prototype.dispose`);
          if (state.disposed) return;
          let failed = false, error;
          for (const dispose of state.take().reverse()) {
            try { dispose(); } catch (e) { error = suppress(e, failed, error); failed = true; }
          }
          if (failed) throw error;
        },
      },
    }, {
      disposed() { return stateOf(this, `get ${name}.prototype.disposed`).disposed; },
    });
    Object.defineProperty(prototype, async ? Symbol.asyncDispose : Symbol.dispose, {value: prototype[disposeName], writable: true, configurable: true});
    return constructor;
  };

  return {SuppressedError, DisposableStack: make('DisposableStack', false), AsyncDisposableStack: make('AsyncDisposableStack', true)};
}
