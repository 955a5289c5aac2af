// What a Web IDL interface needs and only a script can do.
(function () {
  'use strict';

  // A class that stamps its private field on an object that exists already: the base class returns it. Nothing but
  // these functions can see the field, and it dies with its object.
  class Itself { constructor(object) { return object; } }
  class Platform extends Itself {
    #state;
    constructor(object, state) {
      super(object);
      this.#state = state;
    }
    static state(object) { return #state in object ? object.#state : undefined; }
  }

  return {
    setState: (object, state) => { new Platform(object, state); },
    state: (object) => Platform.state(object),

    // Go cannot tell `new C` from `C()`. Scripts get the bound function: its source text is [native code].
    constructor(construct, calledWithoutNew) {
      const constructor = function (...args) {
        if (new.target === undefined) calledWithoutNew();
        return construct(this, ...args);
      };
      return [constructor, constructor.bind()];
    },
  };
})
