// Modules that a script of the page imports: each is evaluated once, before what imports it, and its bindings are live.
// module: declarations stand in modules only
// file: pages/modules-counter.js
// file: pages/modules-first.js
// file: pages/modules-second.js

chrome.test.runTests([
  function evaluation() {
    assertEq(['counter', 'first begins', 'second', 'first ends'], log);
    assertEq('undefined', typeof this);
    assertEq('modules.js', import.meta.url.split('/').pop());
    assertEq(1, awaited);
    succeed();
  },
  function bindings() {
    assertEq(0, count);
    increment();
    assertEq([1, 1, 1], [count, again, counter.count]);
    try {
      count = 5;
    } catch (e) {
      assertEq('TypeError: Assignment to constant variable.', String(e));
    }
    assertEq(['count', 'default', 'increment'], Object.keys(counter));
    assertEq('function default', `function ${counter.default.name}`);
    succeed();
  },
  async function namespace() {
    assertEq(true, counter === await import('./modules-counter.js'));
    assertEq(false, 'modulesOwn' in globalThis);
    succeed();
  },
]);

import {count, increment} from './modules-counter.js';
import * as counter from './modules-counter.js';
import {again} from './modules-first.js';
import './modules-second.js';
const {assertEq, succeed} = chrome.test;
var modulesOwn;
const awaited = await 1;
