// The semantics of testharness.js of web-platform-tests, for files that test without a document.
//
// See https://web-platform-tests.org/writing-tests/testharness-api.html.
(function (report) {
  'use strict';
  const global = globalThis;
  const statuses = {PASS: 'PASS', FAIL: 'FAIL', TIMEOUT: 'TIMEOUT', NOTRUN: 'NOTRUN', PRECONDITION_FAILED: 'PRECONDITION_FAILED'};

  // assertions

  class AssertionError extends Error {
    constructor(message) {
      super(message);
      this.name = 'AssertionError';
    }
  }
  class OptionalFeatureUnsupportedError extends AssertionError {}

  function formatValue(value, seen = []) {
    if (seen.includes(value)) return '[...]';
    if (Array.isArray(value)) return '[' + Array.from(value, (v) => formatValue(v, [...seen, value])).join(', ') + ']';
    switch (typeof value) {
      case 'string': {
        const escaped = value.replace(/[\0-\x1f\x7f\ufffe\uffff"\\]/g, (c) => {
          switch (c) {
            case '\n': return '\\n';
            case '\r': return '\\r';
            case '\t': return '\\t';
            case '"': return '\\"';
            case '\\': return '\\\\';
            default: return '\\x' + c.charCodeAt(0).toString(16).padStart(2, '0');
          }
        });
        return '"' + escaped + '"';
      }
      case 'number':
        return Object.is(value, -0) ? '-0' : String(value);
      case 'bigint':
        return value + 'n';
      case 'object':
        if (value === null) return 'null';
      // falls through
      default:
        try {
          return typeof value + ' "' + (String(value).length > 1000 ? String(value).slice(0, 1000) + '...' : String(value)) + '"';
        } catch (e) {
          return '[stringifying object threw ' + String(e) + ' with type ' + String(typeof e) + ']';
        }
    }
  }
  const format = (value) => typeof value === 'boolean' || typeof value === 'undefined' ? String(value) : formatValue(value);

  function substitute(text, values) {
    return text.replace(/\$\{(\w+)\}/g, (_, name) => {
      const value = values[name];
      return typeof value === 'string' && name === 'text' ? value : format(value);
    });
  }
  function assert(condition, name, description, text, values = {}) {
    if (condition) return;
    throw new AssertionError(name + ': ' + (description ? description + ' ' : '') + substitute(text, values));
  }
  const same = (a, b) => Object.is(a, b);

  function assertThrows(name, check, f, description) {
    try {
      f.call(this);
    } catch (e) {
      if (e instanceof AssertionError) throw e;
      check(e);
      return;
    }
    throw new AssertionError(name + ': ' + (description ? description + ' ' : '') + substitute('${f} did not throw', {f}));
  }
  const exceptionNames = {
    INDEX_SIZE_ERR: 'IndexSizeError', HIERARCHY_REQUEST_ERR: 'HierarchyRequestError', WRONG_DOCUMENT_ERR: 'WrongDocumentError',
    INVALID_CHARACTER_ERR: 'InvalidCharacterError', NO_MODIFICATION_ALLOWED_ERR: 'NoModificationAllowedError', NOT_FOUND_ERR: 'NotFoundError',
    NOT_SUPPORTED_ERR: 'NotSupportedError', INUSE_ATTRIBUTE_ERR: 'InUseAttributeError', INVALID_STATE_ERR: 'InvalidStateError',
    SYNTAX_ERR: 'SyntaxError', INVALID_MODIFICATION_ERR: 'InvalidModificationError', NAMESPACE_ERR: 'NamespaceError',
    INVALID_ACCESS_ERR: 'InvalidAccessError', TYPE_MISMATCH_ERR: 'TypeMismatchError', SECURITY_ERR: 'SecurityError', NETWORK_ERR: 'NetworkError',
    ABORT_ERR: 'AbortError', URL_MISMATCH_ERR: 'URLMismatchError', QUOTA_EXCEEDED_ERR: 'QuotaExceededError', TIMEOUT_ERR: 'TimeoutError',
    INVALID_NODE_TYPE_ERR: 'InvalidNodeTypeError', DATA_CLONE_ERR: 'DataCloneError',
  };
  function checkJS(name, constructor, description, f) {
    return (e) => {
      assert(typeof e === 'object', name, description, '${f} threw ${e} with type ${type}, not an object', {f, e, type: typeof e});
      assert(e !== null, name, description, '${f} threw null, not an object', {f});
      assert(e.constructor === constructor || e.name === constructor.name && e instanceof Error, name, description,
          '${f} threw ${e} ("${text}") expected instance of ${c}', {f, e, text: String(e.name), c: constructor});
    };
  }
  function checkDOM(name, type, description, f) {
    const wanted = typeof type === 'number' ? null : exceptionNames[type] || type;
    return (e) => {
      assert(typeof e === 'object' && e !== null, name, description, '${f} threw ${e}, not an object', {f, e});
      assert(wanted === null ? e.code === type : e.name === wanted, name, description,
          '${f} threw object ${e} that is not a DOMException ${w}: property "name" is equal to ${got}, expected ${want}', {f, e, w: type, got: e.name, want: wanted || type});
      assert(e instanceof DOMException, name, description, '${f} threw an exception of the wrong global', {f});
    };
  }
  // [type, constructor of another global?, f, description]
  function domArguments(type, ...rest) {
    return typeof rest[0] === 'function' && (typeof rest[1] === 'function' || rest[1] && typeof rest[1].then === 'function')
        ? [type, rest[1], rest[2]] : [type, rest[0], rest[1]];
  }

  const api = {
    assert_true(actual, d) { assert(actual === true, 'assert_true', d, 'expected true got ${actual}', {actual}); },
    assert_false(actual, d) { assert(actual === false, 'assert_false', d, 'expected false got ${actual}', {actual}); },
    assert_equals(actual, expected, d) {
      if (typeof actual !== typeof expected) {
        assert(false, 'assert_equals', d, 'expected (' + typeof expected + ') ${expected} but got (' + typeof actual + ') ${actual}', {expected, actual});
      }
      assert(same(actual, expected), 'assert_equals', d, 'expected ${expected} but got ${actual}', {expected, actual});
    },
    assert_not_equals(actual, expected, d) {
      assert(!same(actual, expected), 'assert_not_equals', d, 'got disallowed value ${actual}', {actual});
    },
    assert_in_array(actual, expected, d) {
      assert(expected.includes(actual), 'assert_in_array', d, 'value ${actual} not in array ${expected}', {actual, expected});
    },
    assert_array_equals(actual, expected, d) {
      assert(typeof actual === 'object' && actual !== null && 'length' in actual, 'assert_array_equals', d, 'value is ${actual}, expected array', {actual});
      assert(actual.length === expected.length, 'assert_array_equals', d, 'lengths differ, expected array ${expected} length ${e}, got ${actual} length ${a}',
          {expected: Array.from(expected), e: expected.length, actual: Array.from(actual), a: actual.length});
      for (let i = 0; i < actual.length; i++) {
        assert(Object.hasOwn(actual, i) === Object.hasOwn(expected, i), 'assert_array_equals', d, 'expected property ${i} to be "${text}" but was different (expected array ${expected} got ${actual})',
            {i, text: Object.hasOwn(expected, i) ? 'present' : 'missing', expected: Array.from(expected), actual: Array.from(actual)});
        assert(same(expected[i], actual[i]), 'assert_array_equals', d, 'expected property ${i} to be ${e} but got ${a} (expected array ${expected} got ${actual})',
            {i, e: expected[i], a: actual[i], expected: Array.from(expected), actual: Array.from(actual)});
      }
    },
    assert_array_approx_equals(actual, expected, epsilon, d) {
      assert(actual.length === expected.length, 'assert_array_approx_equals', d, 'lengths differ, expected ${e} got ${a}', {e: expected.length, a: actual.length});
      for (let i = 0; i < actual.length; i++) {
        assert(Math.abs(actual[i] - expected[i]) <= epsilon, 'assert_array_approx_equals', d, 'property ${i}, expected ${e} +/- ${epsilon}, expected ${e} but got ${a}', {i, e: expected[i], epsilon, a: actual[i]});
      }
    },
    assert_object_equals(actual, expected, d) {
      assert(typeof actual === 'object' && actual !== null, 'assert_object_equals', d, 'value is ${actual}, expected object', {actual});
      const stack = [];
      (function check(actual, expected) {
        stack.push(actual);
        for (const p in actual) {
          assert(Object.hasOwn(expected, p), 'assert_object_equals', d, 'unexpected property ${p}', {p});
          if (typeof actual[p] === 'object' && actual[p] !== null) {
            if (!stack.includes(actual[p])) check(actual[p], expected[p]);
          } else {
            assert(same(actual[p], expected[p]), 'assert_object_equals', d, 'property ${p} expected ${e} got ${a}', {p, e: expected[p], a: actual[p]});
          }
        }
        for (const p in expected) assert(Object.hasOwn(actual, p), 'assert_object_equals', d, 'expected property ${p} missing', {p});
        stack.pop();
      })(actual, expected);
    },
    assert_approx_equals(actual, expected, epsilon, d) {
      assert(typeof actual === 'number', 'assert_approx_equals', d, 'expected a number but got a ${type}', {type: typeof actual});
      assert(Number.isFinite(actual) ? Math.abs(actual - expected) <= epsilon : same(actual, expected), 'assert_approx_equals', d,
          'expected ${expected} +/- ${epsilon} but got ${actual}', {expected, epsilon, actual});
    },
    assert_regexp_match(actual, expected, d) {
      assert(expected.test(actual), 'assert_regexp_match', d, 'expected ${expected} but got ${actual}', {expected, actual});
    },
    assert_class_string(object, expected, d) {
      const actual = Object.prototype.toString.call(object), wanted = '[object ' + expected + ']';
      assert(actual === wanted, 'assert_class_string', d, 'expected ${wanted} but got ${actual}', {wanted, actual});
    },
    assert_own_property(object, name, d) {
      assert(Object.hasOwn(object, name), 'assert_own_property', d, 'expected property ${name} missing', {name});
    },
    assert_not_own_property(object, name, d) {
      assert(!Object.hasOwn(object, name), 'assert_not_own_property', d, 'unexpected property ${name} is found on object', {name});
    },
    assert_inherits(object, name, d) {
      assert(typeof object === 'object' || typeof object === 'function', 'assert_inherits', d, 'provided value is not an object');
      assert(!Object.hasOwn(object, name), 'assert_inherits', d, 'property ${name} found on object expected in prototype chain', {name});
      assert(name in object, 'assert_inherits', d, 'property ${name} not found in prototype chain', {name});
    },
    assert_idl_attribute(object, name, d) {
      assert(typeof object === 'object' && name in object, 'assert_idl_attribute', d, 'property ${name} not found in prototype chain', {name});
    },
    assert_readonly(object, name, d) {
      const before = object[name];
      try { object[name] = before + 'a'; } catch (e) { assert(e instanceof TypeError, 'assert_readonly', d, 'unexpected exception ${e}', {e}); }
      assert(same(object[name], before), 'assert_readonly', d, 'changing property ${name} succeeded', {name});
    },
    assert_throws_js(constructor, f, d) { assertThrows('assert_throws_js', checkJS('assert_throws_js', constructor, d, f), f, d); },
    assert_throws_dom(type, ...rest) {
      const [t, f, d] = domArguments(type, ...rest);
      assertThrows('assert_throws_dom', checkDOM('assert_throws_dom', t, d, f), f, d);
    },
    assert_throws_exactly(exception, f, d) {
      assertThrows('assert_throws_exactly', (e) => assert(same(e, exception), 'assert_throws_exactly', d, '${f} threw ${e} but we expected it to throw ${exception}', {f, e, exception}), f, d);
    },
    assert_throws_quotaexceedederror(f, quota, requested, d) {
      assertThrows('assert_throws_quotaexceedederror', (e) => assert(e.constructor === QuotaExceededError, 'assert_throws_quotaexceedederror', d, '${f} threw ${e}', {f, e}), f, d);
    },
    assert_unreached(d) { assert(false, 'assert_unreached', d, 'Reached unreachable code'); },
    assert_any(f, actual, candidates, ...args) {
      const errors = [];
      for (const expected of candidates) {
        try { f(actual, expected, ...args); return; } catch (e) { errors.push(e.message); }
      }
      throw new AssertionError(errors.join('\n\n'));
    },
    assert_implements(condition, d) { assert(!!condition, 'assert_implements', d, ''); },
    assert_implements_optional(condition, d) { if (!condition) throw new OptionalFeatureUnsupportedError(d); },
    format_value: formatValue,
  };
  const relations = {
    assert_less_than: ['less than', (a, b) => a < b], assert_greater_than: ['greater than', (a, b) => a > b],
    assert_less_than_equal: ['less than or equal to', (a, b) => a <= b], assert_greater_than_equal: ['greater than or equal to', (a, b) => a >= b],
  };
  for (const [name, [words, holds]] of Object.entries(relations)) {
    api[name] = (actual, expected, d) => {
      const numeric = (v) => typeof v === 'number' || typeof v === 'bigint';
      assert(numeric(actual), name, d, 'expected a number but got a ${type}', {type: typeof actual});
      assert(holds(actual, expected), name, d, 'expected a number ' + words + ' ${expected} but got ${actual}', {expected, actual});
    };
  }
  api.assert_between_exclusive = (actual, lower, upper, d) =>
    assert(actual > lower && actual < upper, 'assert_between_exclusive', d, 'expected a number greater than ${lower} and less than ${upper} but got ${actual}', {lower, upper, actual});
  api.assert_between_inclusive = (actual, lower, upper, d) =>
    assert(actual >= lower && actual <= upper, 'assert_between_inclusive', d, 'expected a number greater than or equal to ${lower} and less than or equal to ${upper} but got ${actual}', {lower, upper, actual});

  // tests

  const tests = [], waiting = [];
  let explicitDone = false, singleTest = false, loaded = false, completed = false, title = 'Untitled', allowUncaught = false;
  let harnessFailure = null, promiseTests = Promise.resolve(), timeout = null;
  const limit = 10000;

  class Test {
    constructor(name) {
      this.name = name === undefined ? title + (tests.length ? ' ' + tests.length : '') : String(name);
      this.status = statuses.NOTRUN;
      this.message = null;
      this.phase = 'initial';
      this.cleanups = [];
      tests.push(this);
    }
    step(f, self, ...args) {
      if (this.phase === 'complete') return undefined;
      this.phase = 'started';
      try {
        return f.call(self === undefined ? this : self, ...args);
      } catch (e) {
        this.fail(e);
        return undefined;
      }
    }
    step_func(f, self) { return (...args) => this.step(f, self === undefined ? this : self, ...args); }
    step_func_done(f, self) {
      return (...args) => {
        if (f) this.step(f, self === undefined ? this : self, ...args);
        this.done();
      };
    }
    unreached_func(description) { return this.step_func(() => api.assert_unreached(description)); }
    step_timeout(f, ms, ...args) { return setTimeout(this.step_func(f), ms, ...args); }
    step_wait(condition, description, ms = 3000, interval = 100) {
      return new Promise((resolve) => this.step_wait_func(condition, resolve, description, ms, interval));
    }
    step_wait_func(condition, f, description, ms = 3000, interval = 100) {
      const end = Date.now() + ms;
      const wait = this.step_func(async () => {
        if (await condition()) this.step(f);
        else if (Date.now() > end) api.assert_true(false, 'step_wait_func: ' + (description || '') + ' Timed out waiting on condition');
        else setTimeout(wait, interval);
      });
      wait();
    }
    step_wait_func_done(condition, f, ...rest) {
      this.step_wait_func(condition, () => { if (f) this.step(f); this.done(); }, ...rest);
    }
    add_cleanup(f) { this.cleanups.push(f); }
    get_signal() {
      if (!this.controller) {
        this.controller = new AbortController();
        this.add_cleanup(() => this.controller.abort());
      }
      return this.controller.signal;
    }
    fail(e) {
      this.status = e instanceof OptionalFeatureUnsupportedError ? statuses.PRECONDITION_FAILED : statuses.FAIL;
      this.message = e !== null && typeof e === 'object' && 'message' in e
          ? (e instanceof AssertionError ? '' : (e.name || 'Error') + ': ') + e.message : String(e);
      if (!(e instanceof AssertionError)) this.message = 'Unhandled exception: ' + this.message;
      this.done();
    }
    done() {
      if (this.phase === 'complete') return this.finished;
      this.phase = 'complete';
      if (this.status === statuses.NOTRUN) this.status = statuses.PASS;
      const pending = [];
      for (const f of this.cleanups) {
        try { pending.push(f.call(this)); } catch (e) { harnessFailure ||= 'Test named \'' + this.name + '\' specified 1 \'cleanup\' function, and 1 failed.'; }
      }
      this.finished = Promise.allSettled(pending.filter((p) => p && typeof p.then === 'function')).then(() => {});
      for (const notify of this.listeners || []) notify();
      checkComplete();
      return this.finished;
    }
    get complete() { return this.phase === 'complete'; }
    whenDone() { return this.complete ? Promise.resolve() : new Promise((done) => (this.listeners ||= []).push(done)); }
  }

  Object.assign(api, {
    test(f, name) {
      const t = new Test(name);
      const result = t.step(f, t, t);
      if (result && typeof result.then === 'function') t.step(() => api.assert_unreached('Test named "' + t.name + '" passed a function to `test` that returned a value.'));
      t.done();
    },
    async_test(f, name) {
      if (typeof f !== 'function') { name = f; f = null; }
      const t = new Test(name);
      if (f) {
        const result = t.step(f, t, t);
        if (result && typeof result.then === 'function') t.step(() => api.assert_unreached('Test named "' + t.name + '" passed a function to `async_test` that returned a value.'));
      }
      return t;
    },
    promise_test(f, name) {
      const t = new Test(name);
      promiseTests = promiseTests.then(async () => {
        if (completed) return;
        const promise = t.step(f, t, t);
        if (!t.complete) {
          t.step(() => api.assert_true(!!promise && typeof promise.then === 'function', 'promise_test: test body must return a \'thenable\' object (received an object with no `then` method)'));
        }
        if (!t.complete) {
          Promise.resolve(promise).then(() => t.done(), t.step_func((e) => {
            if (e instanceof AssertionError) throw e;
            api.assert_true(false, 'promise_test: Unhandled rejection with value: ' + format(e));
          }));
        }
        await t.whenDone();
        await t.finished;
      });
    },
    promise_rejects_js: (t, constructor, promise, d) => promise.then(
        () => { throw new AssertionError('promise_rejects_js: ' + (d || '') + ' Should have rejected: ' + (d || '')); },
        (e) => checkJS('promise_rejects_js', constructor, d, () => { throw e; })(e)),
    promise_rejects_dom(t, type, ...rest) {
      const [name, promise, d] = domArguments(type, ...rest);
      return promise.then(() => { throw new AssertionError('promise_rejects_dom: Should have rejected: ' + (d || '')); },
          (e) => checkDOM('promise_rejects_dom', name, d, () => { throw e; })(e));
    },
    promise_rejects_exactly: (t, exception, promise, d) => promise.then(
        () => { throw new AssertionError('promise_rejects_exactly: Should have rejected: ' + (d || '')); },
        (e) => assert(same(e, exception), 'promise_rejects_exactly', d, 'rejected with ${e} but expected ${exception}', {e, exception})),
    setup(f, properties) {
      if (typeof f === 'object') { properties = f; f = null; }
      const {explicit_done, single_test, allow_uncaught_exception} = properties || {};
      explicitDone ||= !!explicit_done;
      allowUncaught ||= !!allow_uncaught_exception;
      if (single_test) { singleTest = new Test(title); singleTest.phase = 'started'; }
      try { if (f) f(); } catch (e) { harnessFailure = String(e); end(); }
    },
    promise_setup(f, properties) {
      api.setup(properties || {});
      promiseTests = promiseTests.then(f).catch((e) => { harnessFailure = String(e); end(); });
    },
    done() {
      if (singleTest && !singleTest.complete) singleTest.done();
      explicitDone = false;
      loaded = true;
      checkComplete();
    },
    step_timeout: (f, ms, ...args) => setTimeout(f, ms, ...args),
    generate_tests(f, list) { for (const [name, ...args] of list) api.test(() => f(...args), name); },
    subsetTest: (f, ...args) => f(...args),
    subsetTestByKey: (key, f, ...args) => f(...args),
    shouldRunSubTest: () => true,
    shouldRunSubTestByKey: () => true,
    timeout() { expire(); },
    fetch_tests_from_worker(worker) { fromWorker(worker); },
    add_completion_callback() {},
    add_result_callback() {},
    EventWatcher: class {
      constructor(test, target, types, promise) {
        this.queue = [];
        for (const type of [].concat(types)) {
          const listener = test.step_func((e) => {
            if (!this.waiting) throw new AssertionError('Not expecting event, but got ' + e.type + ' event');
            const wanted = this.waiting.types[0];
            if (e.type !== wanted) throw new AssertionError('Expected ' + wanted + ' event, but got ' + e.type + ' event instead');
            this.waiting.seen.push(e);
            this.waiting.types.shift();
            if (this.waiting.types.length === 0) {
              const {resolve, record, seen} = this.waiting;
              this.waiting = null;
              resolve(record ? seen : e);
            }
          });
          target.addEventListener(type, listener);
          test.add_cleanup(() => target.removeEventListener(type, listener));
        }
      }
      wait_for(types, {record} = {}) {
        return new Promise((resolve) => { this.waiting = {types: [].concat(types), resolve, record: record === 'all', seen: []}; });
      }
    },
    AssertionError,
    Test,
    GLOBAL: {
      isWindow: () => typeof document !== 'undefined',
      isWorker: () => typeof WorkerGlobalScope !== 'undefined' && self instanceof WorkerGlobalScope,
      isShadowRealm: () => false,
    },
  });

  // A worker sends its results to the page that made it.
  const isWorker = api.GLOBAL.isWorker();
  const workers = [];
  function fromWorker(worker) {
    const entry = {done: false};
    workers.push(entry);
    worker.addEventListener('message', (e) => {
      if (!e.data || e.data.type !== 'tcpsrvHostResults') return;
      for (const {name, status, message} of e.data.tests) Object.assign(new Test(name), {status, message, phase: 'complete'});
      harnessFailure ||= e.data.failure;
      entry.done = true;
      checkComplete();
    });
    worker.addEventListener('error', (e) => { harnessFailure ||= 'Error in remote: ' + e.message; entry.done = true; e.preventDefault(); checkComplete(); });
  }

  function checkComplete() {
    if (!loaded || explicitDone || completed || !tests.every((t) => t.complete) || !workers.every((w) => w.done)) return;
    const seen = promiseTests;
    // Cleanups that take time, and tests that the last one adds, come first.
    seen.then(() => Promise.all(tests.map((t) => t.finished))).then(() => {
      if (seen === promiseTests && tests.every((t) => t.complete)) end();
    });
  }
  function expire() {
    for (const t of tests) {
      if (!t.complete) Object.assign(t, {status: t.phase === 'initial' ? statuses.NOTRUN : statuses.TIMEOUT, message: t.phase === 'initial' ? null : 'Test timed out', phase: 'complete'});
    }
    harnessFailure ||= 'TIMEOUT';
    end();
  }
  function end() {
    if (completed) return;
    completed = true;
    clearTimeout(timeout);
    const results = tests.map(({name, status, message}) => ({name, status, message}));
    if (isWorker) postMessage({type: 'tcpsrvHostResults', tests: results, failure: harnessFailure});
    else report(JSON.stringify({tests: results, failure: harnessFailure}));
  }
  function uncaught(message) {
    if (allowUncaught) return;
    if (singleTest && !singleTest.complete) singleTest.fail(new AssertionError('uncaught exception: ' + message));
    else harnessFailure ||= 'Unhandled exception: ' + message;
    if (tests.length === 0) end();
  }
  addEventListener('error', (e) => { if (!allowUncaught) e.preventDefault(); uncaught(e.message); });
  addEventListener('unhandledrejection', (e) => { if (!allowUncaught) e.preventDefault(); uncaught('Unhandled rejection: ' + (e.reason && e.reason.message || e.reason)); });

  for (const [name, value] of Object.entries(api)) Object.defineProperty(global, name, {value, writable: true, configurable: true, enumerable: false});

  return {
    begin(meta) {
      title = meta.title;
      timeout = setTimeout(expire, meta.long ? limit * 6 : limit);
    },
    // The file has run: in a page all tests are known now, in a worker done() says so.
    loaded() {
      if (isWorker) return;
      promiseTests.then(() => {});
      loaded = true;
      if (singleTest) return;
      checkComplete();
      if (tests.length === 0 && !explicitDone && workers.length === 0) end();
    },
  };
})
