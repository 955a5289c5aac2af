var o = {n: 1, inner: {}}, arr = [1, {}, 3], err = new TypeError('no'), date = new Date(5), re = /a(b)/, map = new Map([['k', 1]]);
var ab = new Uint8Array([1, 2, 3, 4]).buffer, u8 = new Uint8Array(ab, 1, 2), promise = Promise.resolve('foreign');
var id = x => x, strict = function () { 'use strict'; return this; }, sloppy = function () { return this; };
var typeOfThis = function () { return typeof this; };
var failing = () => { throw err; };
class Foo { #secret = 7; constructor(x) { this.x = x; } get double() { return this.x * 2; } secret() { return this.#secret; } }
this.Foo = Foo;
var frozen = Object.freeze({a: {}});
var sym = Symbol.for('shared');
var own = () => o;
opener.loaded(window);
