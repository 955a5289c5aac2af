package idiom_test

import (
	"strings"
	"testing"
)

// loops are functions that get an argument, each a spelling of something that
// old apps do to bytes.
var loops = []string{
	`function (s) { var v = new Uint8Array(s.length); for (var i = 0; i < s.length; i++) v[i] = s.charCodeAt(i); return [v, i] }`,
	`function (s) { var b = new ArrayBuffer(s.length), v = new Uint8Array(b); for (var i = 0, n = s.length; i < n; ++i) { v[i] = s.charCodeAt(i) & 0xff; } return [v, i, n] }`,
	`function (s) { var v = new Uint8Array(s.length), i = s.length; while (i--) v[i] = s.charCodeAt(i); return [v, i] }`,
	`function (s) { var v = new Uint16Array(s.length); let i = 0; do { v[i] = s.charCodeAt(i) } while (++i < s.length); return [v, i] }`,
	`function (s) { var v = new Uint8Array(4); for (let i = s.length - 1; i >= 0; i -= 1) { const c = s.charCodeAt(i); if (c > 255) throw new Error('at ' + i); v[i] = c } return v }`,
	`function (s) { var h = 7; for (var i = 0; i < s.length; i++) h = (h * 31 + s.charCodeAt(i)) | 0; return h }`,
	`function (s) { var h = 5381; for (var i = 0; i < s.length; i++) h = h * 33 ^ s.charCodeAt(i); return h >>> 0 }`,
	`function (s) { var o = ''; for (var i = 0; i < s.length; i++) { if (s[i] === '%') continue; o += s[i] } return [o, i] }`,
	`function (s) { var o = '', c; for (var i = 0; i < s.length; i++) { c = s.charAt(i); if (c == ' ') break; o = o + c + ',' } return [o, i, c] }`,
	`function (s) { for (var i = 0; i < s.length; i++) if (s.charCodeAt(i) === 58) return i; return [-1, i] }`,
	`function (v) { var s = ''; for (var i = 0; i < v.length; i++) s += String.fromCharCode(v[i]); return s }`,
	`function (v) { let s = 'x', i = 0; while (i < v.length) { s = s + String.fromCharCode(v[i++], 0x20AC) } return [s, i] }`,
	`function (v) { var s = ''; for (var i = 0; i < v.byteLength; i++) { var h = v[i].toString(16); s += h.length === 1 ? '0' + h : h } return [s, h] }`,
	`function (v) { var s = ''; for (var i = 0; i < v.length; i++) s += ('0' + v[i].toString(16)).slice(-2) + ' '; return s }`,
	`function (v) { var hex = '0123456789abcdef', s = ''; for (var i = 0; i < v.length; i++) s += hex[v[i] >> 4] + hex.charAt(v[i] & 15); return s }`,
	`function (v) { var sum = 0; for (var i = 0; i < v.length; i++) sum += v[i]; return [sum, i] }`,
	`function (v) { var a = 1, b = 0; for (let i = 0; i < v.length; ++i) { a = (a + v[i]) % 65521; b = (b + a) % 65521 } return (b << 16 | a) >>> 0 }`,
	`function (v) { var t = new Int32Array(256), crc = -1; for (let n = 0; n < 256; n++) { let c = n; for (let k = 0; k < 8; k++) c = c & 1 ? 0xEDB88320 ^ c >>> 1 : c >>> 1; t[n] = c } for (let i = 0; i < v.length; i++) crc = t[(crc ^ v[i]) & 255] ^ crc >>> 8; return (crc ^ -1) >>> 0 }`,
	`function (v) { var o = new Uint8Array(v.length + 4); for (var i = 0; i < v.length; i++) o[4 + i] = v[i]; return o }`,
	`function (v) { var m = new Uint8Array([1, 2, 3, 250]); for (var i = 0; i < v.length; i++) v[i] ^= m[i % 4]; return v }`,
	`function (v) { var m = [1, 2, 3, 250]; for (var i = 0; i < v.length; i++) v[i] = v[i] ^ m[i & 3]; return v }`,
	`function (v) { var i = 0; while (v[i] !== 13) i++; return i }`,
	`function (v) { var n = 0; for (var i = 0; i < v.length - 1; i++) { if (v[i] === 13 && v[i + 1] === 10) { n++; i++ } } return [n, i] }`,
	`function (v) { for (var i = 0, j = v.length - 1; i < j; i++, j--) { var t = v[i]; v[i] = v[j]; v[j] = t } return [v, i, j, t] }`,
	`function (v) { for (var i = 0; i < v.length; i++) v[i] = 0.5 + i * 100; return v }`,
	`function (v) { var w = new Uint8Array(v.length); for (var i = 0; i < w.length; i++) w[i] = v[v.length - 1 - i]; return w }`,
	`function (v) { var d = new DataView(new ArrayBuffer(8)); for (var i = 0; i < 8; i++) d.setUint8(i, v[i]); var s = ''; for (i = 0; i < d.byteLength; i++) s += String.fromCharCode(d.getUint8(i)); return s }`,
	`function (v) { outer: for (var i = 0; i < 3; i++) { for (var j = 0; j < v.length; j++) { if (v[j] === 101) continue outer; if (v[j] > 200) break outer } } return [i, j] }`,
	`function (v) { var f = []; for (let i = 0; i < v.length; i++) { if (v[i] === 108) return (function () { return i })(); } return v }`,
	// What one operation on memory may do, and may not.
	`function (v) { var o = new Uint8Array(3); for (var i = 0; i < v.length; i++) o[i] = v[i]; return [o, i] }`,
	`function (v) { var o = new Uint8Array(9), n = 2; for (var i = 0; i < v.length; i += 1) { o[n + i] = v[i] } for (i = 0; i < 3; ++i) o[i + 6] = v[i]; return [o, i] }`,
	`function (v) { for (var i = 1; i < v.length; i++) v[i] = v[i - 1]; return [v, i] }`,
	`function (v) { for (var i = 0; i < v.length - 1; i++) v[i] = v[i + 1]; return [v, i] }`,
	`function (v) { for (var i = v.length - 1; i >= 1; i--) v[i] = v[i - 1]; return [v, i] }`,
	`function (v) { for (var i = v.length - 2; i > -1; --i) v[i] = v[i + 1]; return [v, i] }`,
	`function (v) { var w = new Uint8Array(v.buffer), i = v.length; while (i--) v[i] = w[i]; return [v, i] }`,
	`function (v) { for (var i = 0, n = v.length; i <= n; i++) v[i] = 257; return [v, i] }`,
	`function (v) { var n = v.length - 1; if (!(n > 0)) return 0; for (var i = 0; i !== n; i++) v[i] = -1; return [v, i] }`,
	`function (v) { var s = '\u20ac'; for (var i = 1; i < v.length; i++) s += String.fromCharCode(v[i - 1]); return [s, i] }`,
	`function (v) { var s = '\u20ac', o = new Int8Array(4); s += 'abc'; for (var i = 0; i < s.length; i++) o[i] = s.charCodeAt(i); return o }`,
	`function (s) { var o = new Uint8Array(s.length); for (var i = -1; i < s.length; i++) o[i] = s.charCodeAt(i); return [o, i] }`,
	`function (s) { var o = new Uint8Array(s.length), n = 1e9; for (var i = 0; i < n; i++) { if (i > 20) break; o[i] = s.charCodeAt(i) } return [o, i] }`,
	`function (s) { var o = new Uint8Array(40), n = s.length; for (var i = 0.5; i < 20; i++) o[i] = s.charCodeAt(i); for (i = '0'; i < n; i++) o[i] = s.charCodeAt(i); return [o, i] }`,
	`function (v) { return [String.fromCharCode.apply(null, v), String.fromCharCode.apply(String, v.subarray(1, 3))] }`,
	`function (v) { var s = ''; for (var i = 0; i < v.length; i += 2) s += String.fromCharCode.apply(null, v.subarray(i, i + 2)); return s }`,
	`(function () { function hex(v) { let s = ''; for (let i = 0; i < v.length; i++) s += DIGITS[v[i] >> 4] + DIGITS[v[i] & 15]; return s } try { hex(new Uint8Array(1)); show('no error') } catch (e) { show(e.message) } const DIGITS = '0123456789abcdef'; return hex })()`,
	`function (v) { var d = new DataView(v.buffer), s = []; for (var i = 0; i < 4; i += 2) { d.setInt16(i, d.getUint16(i, true) * -3); s[i] = d.getInt16(i, i < 2) } for (i = 0; i < 9; i += 4) d.setUint32(i, ~d.getInt32(i)); return [v, s, i] }`,
	`function (v) { var d = new DataView(new ArrayBuffer(4)); if (v.length > 3) d.getUint8 = function () { return 7 }; var t = 0; for (var i = 0; i < 4; i++) t += d.getUint8(i); return t }`,
	// Callbacks.
	`function (v) { var s = ''; v.forEach(function (b) { s += String.fromCharCode(b) }); return s }`,
	`function (v) { var s = '', n = 0; v.forEach((b, k) => { if (b > 110) { n++; return } s += b.toString(16) + k }); return [s, n] }`,
	`function (v) { return v.reduce(function (s, b) { return s + String.fromCharCode(b) }, '') }`,
	`function (v) { return [v.reduce((sum, b) => sum + b, 0), v.reduce((x, b, k) => x ^ b << k % 8, 7), v.reduce((a, b) => a + b * 0.5, 0)] }`,
	`function (v) { return Array.prototype.map.call(v, x => ('00' + x.toString(16)).slice(-2)).join('') }`,
	`function (v) { return [].map.call(v, function (x) { var h = x.toString(16); if (h.length < 2) { h = '0' + h } return h }) }`,
	`function (v) { return Array.from(v, b => String.fromCharCode(b)).join('') }`,
	`function (v) { return [Array.from(v).map(b => b & 15), Array.from(v, (b, k) => b + k)] }`,
	`function (s) { return s.split('').map(function (c) { return c.charCodeAt(0) }) }`,
	`function (s) { var v = new Uint8Array(s.length); s.split('').forEach((c, i) => { v[i] = c.charCodeAt(0) }); return v }`,
	`function (v) { return v.map(x => x + 1) }`,
	`function (v) { var log = []; v.forEach(b => { if (b === 108) throw new Error('108'); log[b & 7] = 1 }); return log }`,
	`function (v) { var t = 0; v.forEach(b => { t += b; if (b > 107) throw new Error('at ' + t) }); return t }`,
	`function (v) { var w = new Uint8Array(8); try { v.forEach((b, k) => { w[k] = b; if (k === 3) throw new Error('3') }) } catch (e) { return [w, e.message] } return w }`,
	`function (v) { v.forEach((b, k) => { v[k + 1] = b }); return v }`,
	`function (v) { const self = {n: 0}; v.forEach(function () { this.n++ }, self); v.forEach(b => { arguments[0] = b }); return self.n }`,
	`function (v) { return v.length && v.map ? v.reduce((a, b) => a || b === 13, false) : 0 }`,
	`function (v) { var k = 0; return [v.reduce((x, b) => { k += b; return x + b }, 1), k] }`,
	`function (v) { var o = {items: v, forEach(f) { this.items.forEach(f); this.items.forEach(f) }}, t = ''; o.forEach(b => { t += b }); return t }`,
	`function (v) { return v?.subarray?.(1).reduce((a, b) => a + b, 0) }`,
	`function (v) { if (v.forEach) v.forEach = function (f) { show('mine'); f(1, 2) }; var t = 0; v.forEach(b => { t += b }); return t }`,
	`function (v) { return String.fromCharCode(...v) }`,
	// for-of.
	`function (v) { var s = ''; for (const b of v) s += String.fromCharCode(b); return s }`,
	`function (v) { let s = '', n = 0; for (let b of v.subarray(1)) { if (b === 13) break; if (b > 109) continue; b ^= 1; s += b.toString(16); n++ } return [s, n] }`,
	`function (v) { for (const b of v) if (b === 108) return 'found'; return v }`,
	`function (s) { var t = '', n = 0; for (const c of s) { t += c + ','; n += c.length } return [t, n] }`,
	`function (s) { var v = new Uint8Array(4), n = 0; for (const c of s) { if (n > 2) throw new Error(c); v[n++] = c.charCodeAt(0) } return v }`,
	`function (v) { for (const b of v) { v[1] = 9; b = 3 } return v }`,
	`function (v) { var t = 0; for (const b of v) { t += b; v[v.length - 1] = t } return [v, t] }`,
	`function (v) { try { for (const b of b) t += b } catch (e) { return e.message } }`,
	`function (v) { var t = 0; for (const b of v.length < 99 ? new Uint8Array(v) : []) for (const c of [1, 2]) t += b * c; return t }`,
	`function (s) { return Array.from(s, c => c.charCodeAt(0)) }`,
	`function (b) { var v = new Uint8Array(b), t = 0; for (var i = 0; i < b.byteLength; i++) { v[i] = i * 7; t += v[i] } return [t, v, i] }`,
	// Arrays.
	`function (v) { var t = [], s = '', x = -1; for (var n = 0; n < 256; n++) t[n] = n * 0x01010101 >>> 1; for (n = 0; n < 16; n++) t[n] ^= t[255 - n]; for (n = 0; n < v.length; n++) x = t[(x ^ v[n]) & 255] ^ x >>> 8; return [x, t[3]] }`,
	`function (v) { var hex = []; for (var i = 0; i < 256; i++) hex[i] = (i + 256).toString(16).substr(1); var s = ''; for (i = 0; i < v.length; i++) s += hex[v[i] & 255]; return s }`,
	`function (v) { var names = ['a', '\u20ac', 3, , 'e'], s = ''; for (var i = 0; i < v.length; i++) s += names[i]; return s }`,
	`function (v) { var sum = 0; for (var i = 0; i < v.length; i++) sum += v[i]; for (i = v.length; i >= 0; i--) sum += v[i] & 1; return sum }`,
	`function (v) { Array.prototype[2] = 70; var s = 0, a = [1, 2, , 4]; for (var i = 0; i < 5; i++) { if (!(a[i] > 0)) break; s += a[i] } delete Array.prototype[2]; return [s, i] }`,
	// Properties.
	`function (v) { var o = {data: v, at: 1}, s = ''; for (var i = 0; i < o.data.length; i++) s += String.fromCharCode(o.data[i]); return s }`,
	`function (v) { return (function () { var t = 0; for (var i = 0; i < this.length; i++) t += this.v[i]; for (i = 0; i < this.v.length; i++) t += this.v[i]; return t }).call({v: v, length: 2}) }`,
	`function (v) { class A { constructor() { this.buffer = v } sum() { let t = 0; for (let i = 0; i < this.buffer.length; i++) t += this.buffer[i]; return t } } class B extends A { constructor() { try { for (let i = 0; i < this.buffer.length; i++); } catch (e) { show(e.name) } super() } get buffer() { show('buffer'); return v } set buffer(x) {} } return [new A().sum(), new B().sum()] }`,
	`function (v) { var o = {get data() { show('data'); return v }}, t = 0; for (var i = 0; i < o.data.length; i++) t += o.data[i]; return t }`,
	`function (v) { var o = Object.create({data: v}), n = {next: {next: null, b: v}, b: v}, t = 0; for (var i = 0; i < o.data.length; i++) { o.data[i] = 7; t += o.data[i] } for (i = 0; n; n = n.next) t += n.b[0]; return [t, v] }`,
	`function (v) { i = 0; s = ''; for (; i < v.length; i++) s += v[i]; return [i, s] }`,
	`function (v) { for (var i = 0, x = 0; i < v.length; i++) x -= v[i] * 0; return [x, i] }`,
	`function (v) { 'use strict'; const n = v.length; for (let i = 0; i < n; i++) { n = v[i] } return n }`,
}

// inputs are expressions for their argument.
var inputs = []string{
	`''`, `'a'`, `'hello: world'`, `'h\xe9llo'`, `'h\u20ac\ud83d\ude00\ud800'`, `'%41%'`, `'x'.repeat(50)`,
	`new String('object')`, `12345`, `null`, `undefined`, `true`, `Symbol.iterator`, `{length: 3, 0: 1, 1: 2}`,
	`{get length() { show('length'); return 2 }, get 0() { show('0'); return 65 }, charCodeAt(i) { show('at', i); return 66 }}`,
	`new Uint8Array(0)`, `new Uint8Array([104, 101, 108, 108, 111])`, `new Uint8Array([0, 13, 10, 127, 128, 255, 58])`,
	`new Uint8Array(new ArrayBuffer(10), 3, 5).fill(200)`, `new Uint8ClampedArray([1, 254, 255])`, `new Int8Array([-1, -128, 127, 13])`,
	`new Uint16Array([1, 65535, 0xd83d, 13])`, `new Int16Array([-1, 300])`, `new Uint32Array([4294967295, 13])`, `new Int32Array([-1, -2147483648])`,
	`new Float32Array([1.5, NaN, -0])`, `new Float64Array([1e300, -Infinity, 0.1, -0, 3])`,
	`[104, 101, 108, 108, 111]`, `[1, , 3]`, `['a', {}, 2.5]`, `Object.freeze([1, 2, 3])`, `[]`,
	`new ArrayBuffer(5)`, `new DataView(new ArrayBuffer(3))`, `new (class extends Uint8Array { get length() { show('length'); return 2 } })(4)`,
	`new Proxy(new Uint8Array(2), {get(t, k) { show('get', String(k)); return t[k] }})`,
	`new Proxy(new Uint8Array(2), new Proxy({}, {get(t, k) { show('trap', k) }}))`,
	`Object.defineProperty(new Uint8Array([1, 2, 3]), 'length', {value: 2})`,
	`['a', '\ud83d\ude00', '']`, `[1, 2.5, -0, NaN]`, `Object.defineProperty([1, 2, 3], 1, {get() { show('1'); return 5 }})`,
	`Object.assign([1, 2], {constructor: Array, map: Array.prototype.map})`,
	`Object.setPrototypeOf(new Uint8Array([1, 2, 3]), null)`, `Object.create(new Uint8Array([1, 2, 3]))`,
	`Object.setPrototypeOf(new Uint8ClampedArray([1, 2, 3]), Uint8Array.prototype)`,
	`Object.setPrototypeOf(new Int8Array([-1, 2, 3]), Uint8Array.prototype)`,
}

// ordinary are the inputs that are tried after each patch.
var ordinary = map[string]bool{
	`''`: true, `'hello: world'`: true, `'h\u20ac\ud83d\ude00\ud800'`: true, `new Uint8Array(0)`: true,
	`new Uint8Array([104, 101, 108, 108, 111])`: true, `new Uint8Array([0, 13, 10, 127, 128, 255, 58])`: true,
	`new Int8Array([-1, -128, 127, 13])`: true, `Object.defineProperty(new Uint8Array([1, 2, 3]), 'length', {value: 2})`: true,
}

// patches are what a script may have done to the built-ins before, with what
// a loop must contain to be concerned.
var patches = []struct{ script, concerns string }{
	{``, ``},
	{`String.fromCharCode = function (c) { show('fromCharCode', c); return '?' }`, `fromCharCode`},
	{`String.prototype.charCodeAt = function (i) { show('charCodeAt', i); return 65.5 }`, `charCodeAt`},
	{`Object.defineProperty(String.prototype, 'charCodeAt', {get() { show('get'); return function () { return 300 } }})`, `charCodeAt`},
	{`{ const original = String.fromCharCode; Object.defineProperty(String, 'fromCharCode', {get() { show('get'); return original }}) }`, `fromCharCode`},
	{`{ const original = String; Object.defineProperty(globalThis, 'String', {get() { show('String'); return original }}) }`, `fromCharCode`},
	{`Reflect.defineProperty(Object.getPrototypeOf(Uint8Array.prototype), 'length', {get() { show('length'); return 2 }})`, `v.length`},
	{`Object.defineProperties(Uint8Array.prototype, {length: {get() { show('length'); return 1 }}})`, `v.length`},
	{`Object.defineProperty(new Proxy(String.prototype, new Proxy({}, {get(t, k) { show('trap', k) }})), 'charCodeAt', {get() { show('charCodeAt'); return () => 65 }})`, `charCodeAt`},
	{`Uint8Array.prototype.length = 2`, `v.length`},
	{`delete Object.getPrototypeOf(Uint8Array.prototype).length`, `v.length`},
	{`delete String.prototype.charAt`, `charAt(`},
	{`Function.prototype.apply = function (x, y) { show('apply'); return 'applied' }`, `apply`},
	{`globalThis.fromCharCode = String.fromCharCode; String.fromCharCode = {apply() { return 'mine' }}`, `fromCharCode`},
	{`Array.prototype.map = function (f) { show('map'); return [f(1, 0)] }`, `map`},
	{`Array.from = function (v, f) { return ['mine', f && f(1, 0)] }`, `Array.from`},
	{`Object.getPrototypeOf([].values()).next = function () { return {done: true} }`, `Array.from`},
	{`Object.getPrototypeOf(Uint8Array.prototype)[Symbol.iterator] = function* () { yield 1 }`, `v`},
	{`Object.getPrototypeOf([].values()).return = function () { show('return'); return {} }`, ` of v`},
	{`String.prototype[Symbol.iterator] = function* () { yield 'mine' }`, ` of s`},
	{`Object.getPrototypeOf(''[Symbol.iterator]()).next = function () { return {done: true} }`, ` of s`},
	{`Uint8Array.prototype.reduce = function () { return 'reduced' }; Array.prototype.reduce = null`, `reduce`},
	{`Array.prototype.constructor = function () { show('constructor') }`, `map`},
	{`Object.defineProperty(Array, Symbol.species, {get() { show('species'); return undefined }})`, `map`},
	{`Function.prototype.call = function () { return 'called' }`, `.call(`},
	{`Object.getPrototypeOf(Uint8Array.prototype).forEach = function (f) { show('forEach') }`, `forEach`},
	{`Array.prototype[1] = 7; Object.defineProperty(Array.prototype, 0, {get() { show('0'); return 1 }})`, `forEach`},
	{`Number.prototype.toString = function () { return 'number' }`, `toString`},
	{`String.prototype.slice = function () { return 'slice' }`, `slice`},
	{`DataView.prototype.setUint8 = function (i) { show('set', i) }`, `setUint8`},
	{`var String = {fromCharCode() { return 'mine' }}`, `fromCharCode`},
	{`globalThis.i = 5; globalThis.s = 'before'`, `i = 0; s`},
	{`{ let n = 0; Object.defineProperty(globalThis, 'i', {get() { show('get i'); return n++ >> 1 }, set(v) { show('set i', v) }, configurable: true}) }`, `i = 0; s`},
	{`Object.defineProperty(globalThis, 'i', {value: 1000, writable: false})`, `i = 0; s`},
}

// TestDifferential: each loop does the same to each input in the engine and in
// Go, after each patch.
func TestDifferential(t *testing.T) {
	t.Parallel()
	for _, patch := range patches {
		for i, loop := range loops {
			if !strings.Contains(loop, patch.concerns) {
				continue
			}
			var b strings.Builder
			b.WriteString(patch.script + "\n;(function () { const f = (" + loop + ");\n")
			for _, input := range inputs {
				if patch.script != "" && !ordinary[input] {
					continue
				}
				// Loops that would not end get an end.
				if strings.Contains(loop, "while (v[i] !== 13)") && !strings.Contains(input, "13") {
					continue
				}
				b.WriteString("try { show(" + quote(input) + "); const x = " + input + "; const r = f(x); Array.isArray(r) ? show(...r) : show(r); show(x) } catch (e) { show(typeof e === 'object' ? e.name + e.message : e) }\n")
			}
			b.WriteString("})()")
			want, _ := run(t, b.String(), false)
			got, _ := run(t, b.String(), true)
			if got != want && !strings.Contains(want, "endless") {
				t.Errorf("loop %d differs after %q\n%s\n%s", i, patch.script, loop, difference(got, want))
			}
		}
	}
}

func quote(s string) string { return "`" + strings.ReplaceAll(s, "\\", "\\\\") + "`" }

// difference gives the first lines that differ, and the one before.
func difference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return w[max(i-1, 0)] + "\n got " + g[i] + "\nwant " + w[i]
		}
	}
	return "one is longer"
}
