// chrome.test for a page that has none, in the manner of Chromium's own API tests.
//
// What happens is told on the console, a line each:
//
//     [chrome.test] RUN name
//     [chrome.test] PASS name
//     [chrome.test] FAIL name: message
//     [chrome.test] MESSAGE text
//     [chrome.test] DONE passed=3 failed=0
//
// A test that never ends is noticed by whoever reads these lines: there is a RUN and nothing after it.
// The configuration is the global chromeTestConfig, which config.js defines after this script.
(function() {
  'use strict';

  var remaining = [];
  var current = null;  // {name, pending}; null between tests, so that late callbacks of a finished test count for nothing.
  var passed = 0;
  var failed = 0;

  // What fail() throws: it ends the function that called it, and whoever catches it knows that the failure is already counted.
  function Failure(message) {
    this.name = 'chrome.test.failure';
    this.message = message;
    this.stack = new Error(message).stack;
  }
  Failure.prototype = Object.create(Error.prototype);

  function report(line) {
    console.log('[chrome.test] ' + line);
  }

  function runNext() {
    if (remaining.length === 0) {
      report('DONE passed=' + passed + ' failed=' + failed);
      return;
    }
    var body = remaining.shift();
    var test = current = {name: body.name || 'anonymous', pending: 0};
    report('RUN ' + test.name);
    try {
      var result = body();
      if (result && typeof result.then === 'function') {
        result.then(undefined, function(e) { failWith(test, e); });
      }
    } catch (e) {
      failWith(test, e);
    }
  }

  function end(test) {
    if (current !== test) return;
    current = null;
    setTimeout(runNext, 0);
  }

  function recordFailure(test, message) {
    if (current !== test || !test) return;
    failed++;
    report('FAIL ' + test.name + ': ' + message);
    end(test);
  }

  function failWith(test, e) {
    if (e instanceof Failure) return;
    recordFailure(test, 'uncaught ' + (e && e.stack || e));
  }

  function fail(message) {
    var failure = new Failure(message === undefined ? 'fail() was called' : String(message));
    recordFailure(current, failure.message + '\n' + failure.stack);
    throw failure;
  }

  function succeed(message) {
    var test = current;
    if (!test) return;
    passed++;
    report('PASS ' + test.name + (message === undefined ? '' : ': ' + message));
    end(test);
  }

  // Notes that a callback is awaited; the returned function notes that it ran. The test succeeds with the last one.
  function callbackAdded() {
    var test = current;
    if (!test) throw new Error('chrome.test: a callback was asked for while no test runs');
    test.pending++;
    var completed = false;
    return function() {
      if (completed || current !== test) return;
      completed = true;
      test.pending--;
      if (test.pending === 0) succeed();
    };
  }

  function guarded(test, body, self, args) {
    if (current !== test) return false;
    try {
      if (body) body.apply(self, args);
      return true;
    } catch (e) {
      failWith(test, e);
      return false;
    }
  }

  function callback(body, expectedError) {
    var test = current;
    var completed = callbackAdded();
    return function() {
      var self = this;
      var args = arguments;
      var ok = guarded(test, function() {
        if (expectedError === undefined || expectedError === null) assertNoLastError();
        else assertLastError(expectedError);
        if (body) body.apply(self, args);
      });
      if (ok) completed();
    };
  }

  function callbackPass(body) {
    return callback(body);
  }

  function callbackFail(expectedError, body) {
    return callback(body, expectedError);
  }

  function listenForever(event, body) {
    var test = current;
    var completed = callbackAdded();
    function listener() {
      guarded(test, body, this, arguments);
    }
    event.addListener(listener);
    return function done() {
      event.removeListener(listener);
      completed();
    };
  }

  function listenOnce(event, body) {
    var test = current;
    var completed = callbackAdded();
    function listener() {
      event.removeListener(listener);
      if (guarded(test, body, this, arguments)) completed();
    }
    event.addListener(listener);
  }

  function show(value) {
    if (typeof value === 'string') return JSON.stringify(value);
    if (typeof value === 'function') return 'function ' + value.name;
    if (Object.is(value, -0)) return '-0';
    if (typeof value !== 'object' || value === null) return String(value);
    if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) return value.constructor.name + '[' + bytesOf(value).join(',') + ']';
    if (value instanceof Error) return String(value);
    var text;
    try {
      text = JSON.stringify(value);
    } catch (e) {
      text = String(value);
    }
    return text;
  }

  function bytesOf(data) {
    return data instanceof ArrayBuffer ? new Uint8Array(data) : new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }

  function checkDeepEq(expected, actual) {
    if (Object.is(expected, actual)) return true;
    if (typeof expected !== 'object' || typeof actual !== 'object' || expected === null || actual === null) return expected === actual;
    if (Array.isArray(expected) !== Array.isArray(actual)) return false;
    if (expected instanceof ArrayBuffer || ArrayBuffer.isView(expected)) {
      if (Object.prototype.toString.call(expected) !== Object.prototype.toString.call(actual)) return false;
      var e = bytesOf(expected);
      var a = bytesOf(actual);
      return e.length === a.length && e.every(function(byte, i) { return byte === a[i]; });
    }
    var keys = Object.keys(expected);
    return keys.length === Object.keys(actual).length && keys.every(function(key) {
      return Object.prototype.hasOwnProperty.call(actual, key) && checkDeepEq(expected[key], actual[key]);
    });
  }

  function withMessage(message, text) {
    return message === undefined ? text : message + ': ' + text;
  }

  function assertTrue(value, message) {
    if (value !== true) fail(withMessage(message, 'expected true, got ' + show(value)));
  }

  function assertFalse(value, message) {
    if (value !== false) fail(withMessage(message, 'expected false, got ' + show(value)));
  }

  function assertEq(expected, actual, message) {
    if (!checkDeepEq(expected, actual)) fail(withMessage(message, 'expected ' + show(expected) + ', got ' + show(actual)));
  }

  function assertNe(unexpected, actual, message) {
    if (checkDeepEq(unexpected, actual)) fail(withMessage(message, 'expected anything but ' + show(unexpected)));
  }

  function assertNoLastError() {
    var error = chrome.runtime.lastError;
    if (error) fail('expected no chrome.runtime.lastError, got ' + show(error.message));
  }

  function assertLastError(expected) {
    var error = chrome.runtime.lastError;
    if (!error) fail('expected chrome.runtime.lastError ' + show(expected) + ', but none is set');
    assertEq(expected, error.message, 'chrome.runtime.lastError');
  }

  function matches(expected, message) {
    return expected === undefined || (expected instanceof RegExp ? expected.test(message) : expected === message);
  }

  // assertThrows(fn, [self, args], [message]): message is the exact text of the exception or a RegExp for it.
  function assertThrows(body, self, args, message) {
    if (typeof self === 'string' || self instanceof RegExp) {
      message = self;
      self = undefined;
    }
    var thrown = null;
    try {
      body.apply(self, args || []);
    } catch (e) {
      thrown = {error: e};
    }
    if (!thrown) fail('expected an exception' + (message === undefined ? '' : ' ' + message) + ', but nothing was thrown');
    if (thrown.error instanceof Failure) throw thrown.error;
    if (!matches(message, thrown.error.message)) fail('expected the exception ' + message + ', got ' + thrown.error);
  }

  // Resolves when promise was rejected as expected; for use with await.
  function assertPromiseRejects(promise, message) {
    return promise.then(function(value) {
      fail('expected a rejection' + (message === undefined ? '' : ' ' + message) + ', got the value ' + show(value));
    }, function(e) {
      if (!matches(message, String(e))) fail('expected the rejection ' + message + ', got ' + e);
    });
  }

  chrome.test = {
    runTests: function(tests) {
      remaining = tests.slice();
      setTimeout(runNext, 0);
    },
    succeed: succeed,
    fail: fail,
    notifyPass: succeed,
    notifyFail: function(message) { recordFailure(current, message); },
    assertTrue: assertTrue,
    assertFalse: assertFalse,
    assertEq: assertEq,
    assertNe: assertNe,
    assertNoLastError: assertNoLastError,
    assertLastError: assertLastError,
    assertThrows: assertThrows,
    assertPromiseRejects: assertPromiseRejects,
    checkDeepEq: checkDeepEq,
    callback: callback,
    callbackAdded: callbackAdded,
    callbackPass: callbackPass,
    callbackFail: callbackFail,
    listenOnce: listenOnce,
    listenForever: listenForever,
    getTestName: function() { return current ? current.name : ''; },
    getConfig: function(done) { setTimeout(function() { done(chromeTestConfig); }, 0); },
    // The reader of the console hears the message; it has no way to answer, so the reply is always empty.
    sendMessage: function(message, done) {
      report('MESSAGE ' + message);
      if (done) setTimeout(function() { done(''); }, 0);
    },
    log: function(message) { report('LOG ' + message); },
  };
})();
