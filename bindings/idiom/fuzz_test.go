package idiom_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// writer writes a random program that has a loop of the kind that is
// recognised. Its choices are the bytes of a fuzzer's input, zeros after them.
type writer struct {
	choices  []byte
	depth    int
	callback bool // that the statements are those of a callback
}

func (w *writer) choose(n int) int {
	if len(w.choices) == 0 {
		return 0
	}
	c := w.choices[0]
	w.choices = w.choices[1:]
	return int(c) % n
}

func (w *writer) pick(list ...string) string { return list[w.choose(len(list))] }

func (w *writer) number() string {
	if w.depth++; w.depth > 12 {
		return "i"
	}
	defer func() { w.depth-- }()
	switch w.choose(20) {
	case 0, 1, 2:
		return "i"
	case 3:
		return w.pick("n", "x", "c", "y")
	case 4:
		return w.pick("0", "1", "3", "255", "256", "-1", "0.5", "1e10", "65537", "4294967295", "-0", "NaN")
	case 5, 6:
		return "s.charCodeAt(" + w.number() + ")"
	case 7, 8:
		return w.pick("v", "u", "a", "this.v") + "[" + w.number() + "]"
	case 9:
		return w.pick("v.length", "u.length", "s.length", "d.byteLength", "v.byteLength", "n", "a.length", "this.v.length")
	case 10, 11, 12:
		return "(" + w.number() + " " + w.pick("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>") + " " + w.number() + ")"
	case 13:
		return w.pick("~", "-", "+", "-") + "(" + w.number() + ")"
	case 14:
		return "(" + w.test() + " ? " + w.number() + " : " + w.number() + ")"
	case 15:
		return "(" + w.number() + w.pick(" && ", " || ") + w.number() + ")"
	case 16:
		return "(" + w.pick("x", "y", "c") + w.pick(" = ", " += ", " ^= ", " >>= ", " *= ") + w.number() + ")"
	case 17:
		return w.pick("i", "x", "++y", "y--", "x++")
	case 18:
		return w.pick("d.getUint8(", "d.getInt16(", "d.getUint32(") + w.number() + ")"
	}
	return "(" + w.number() + ", " + w.number() + ")"
}

func (w *writer) test() string {
	switch w.choose(5) {
	case 0:
		return "s[" + w.number() + "] " + w.pick("===", "!=") + " " + w.text()
	case 1:
		return "!(" + w.number() + ")"
	}
	return w.number() + " " + w.pick("<", ">", "<=", ">=", "===", "!==", "==", "!=") + " " + w.number()
}

func (w *writer) text() string {
	if w.depth++; w.depth > 12 {
		return "'-'"
	}
	defer func() { w.depth-- }()
	switch w.choose(9) {
	case 0:
		return w.pick("'0'", "'\\u20ac'", "''", "'\\xff'", "h")
	case 1, 2:
		return "String.fromCharCode(" + w.number() + ")"
	case 3:
		return "s.charAt(" + w.number() + ")"
	case 4:
		return w.pick("s[", "t[") + w.number() + "]"
	case 5:
		return "(" + w.number() + ").toString(" + w.pick("", "16", "2", "36") + ")"
	case 6:
		return "(" + w.text() + " + " + w.text() + ")"
	case 7:
		return w.text() + "." + w.pick("slice", "substr", "substring") + "(" + w.number() + w.pick("", ", "+w.number()) + ")"
	}
	return "(" + w.test() + " ? " + w.text() + " : " + w.text() + ")"
}

func (w *writer) statement() string {
	if w.depth++; w.depth > 8 {
		return ";"
	}
	defer func() { w.depth-- }()
	switch w.choose(16) {
	case 0, 1, 2:
		return w.pick("v", "u") + "[" + w.number() + "]" + w.pick(" = ", " = ", " ^= ", " += ") + w.number() + ";"
	case 3, 4, 5:
		return "o += " + w.text() + ";"
	case 6:
		return "o = o + " + w.text() + " + " + w.pick(w.text(), w.number()) + ";"
	case 7:
		return w.pick("x", "y", "c") + w.pick(" = ", " += ", " -= ", " &= ") + w.number() + ";"
	case 8:
		return "h = " + w.text() + ";"
	case 9:
		return "if (" + w.test() + ") { " + w.statement() + " }"
	case 10:
		return "if (" + w.test() + ") { " + w.statement() + " } else { " + w.statement() + " }"
	case 11:
		if w.callback {
			return "if (" + w.test() + ") " + w.pick("return 7;", "throw new Error('thrown ' + i);")
		}
		return "if (" + w.test() + ") " + w.pick("break;", "continue;", "return 'left';", "throw new Error('thrown ' + i);")
	case 12:
		if w.choose(3) == 0 {
			return "var c = " + w.number() + ";"
		}
		return "{ " + w.pick("const", "let") + " k = " + w.number() + "; x = k - y; }"
	case 13:
		return "d." + w.pick("setUint8", "setInt16", "setUint32") + "(" + w.number() + ", " + w.number() + ");"
	case 14:
		return "for (let j = 0; j < 3; j++) { " + w.statement() + " }"
	}
	return "{ " + w.statement() + " " + w.statement() + " }"
}

func (w *writer) loop() string {
	kind := w.choose(11)
	w.callback = kind >= 8
	body := "{ " + w.statement()
	if w.choose(2) == 1 {
		body += " " + w.statement()
	}
	body += " }"
	switch kind {
	case 7:
		return "for (const x of " + w.pick("v", "s", "u.subarray(1)", "[5, 6]") + ") " + body
	case 8:
		return w.pick("v", "u", "[3, 1, 2]") + ".forEach((b, i) => " + body + ")"
	case 9:
		return "c = " + w.pick("v", "u", "Array.from(v)") + ".reduce((x, b, i) => { " + w.statement() + " return " + w.pick(w.number(), w.number()+" + b") + " }, " + w.pick("0", "'text'") + ")"
	case 10:
		return "c = " + w.pick("Array.prototype.map.call(v, ", "Array.from(u, ", "[].map.call(u, ", "[1, 2, 3].map(") + "(x, i) => { " + w.statement() + " return " + w.pick(w.number(), w.text()) + " })"
	case 0, 1:
		return "for (i = " + w.pick("0", "1", "-1", "x", "'0'") + "; i < " + w.pick("s.length", "v.length", "n", "u.length") + "; " + w.pick("i++", "++i", "i += 1", "i = i + 1", "i += 2") + ") " + body
	case 2:
		return "for (let i = " + w.pick("0", "2") + ", m = " + w.number() + "; i < 9 && i < " + w.number() + "; i++) " + body
	case 3:
		return "i = v.length; while (i--) " + body
	case 4:
		return "for (i = " + w.pick("v", "s") + ".length - 1; i >= 0; i--) " + body
	case 5:
		return "i = 0; do " + body + " while (++i < " + w.pick("n", "v.length") + ")"
	}
	return "i = 0; while (i < s.length) { " + w.statement() + " i++ }"
}

// program writes a function, and calls of it with all kinds of arguments.
func (w *writer) program() string {
	loop := w.loop()
	if w.choose(8) == 1 {
		loop += "\n" + w.loop()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "function f(v, u, s, d) { var i = 0, n = 7, x = 2, y = -3, c, o = 'o', h = 'h', a = [3, 1.5, 255, 'x'], t = ['p', '\\u20ac', 'q'];\n  try { %s } catch (e) { show(e.name, e.message) }\n  show(i, n, x, y, c, o, h, v, u) }\n", loop)
	if w.choose(4) == 1 {
		b.WriteString(patches[w.choose(len(patches))].script + ";\n")
	}
	views := func() string {
		return w.pick("new Uint8Array([1, 200, 13, 65, 66])", "new Uint8Array(6).fill(48)", "new Uint8ClampedArray([5, 255, 0])", "new Int8Array([-1, -128, 127])",
			"new Uint16Array([65535, 256, 0xd83d])", "new Float64Array([0.5, -0, NaN, 1e300])", "new Int32Array([-2147483648, 7, 13])", "new Uint8Array(0)",
			"[1, 2, 3]", "'string'", "w", "new Proxy(w, {})", "Object.freeze([9, , 8])", "null")
	}
	b.WriteString("var w = new Uint8Array([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);\n")
	for range 3 {
		fmt.Fprintf(&b, "try { f.call({v: w}, %s, %s, %s, new DataView(w.buffer, 2)) } catch (e) { show(e.name, e.message) }\n", views(), views(),
			w.pick("'hello'", "''", "'h\\xe9llo\\xff'", "'\\ud83d\\ude00\\ud800x'", "'x'.repeat(20)", "12", "{length: 3, charCodeAt(i) { show(i); return 66 }}"))
	}
	return b.String()
}

// FuzzLoops: a random loop does the same in the engine and in Go.
func FuzzLoops(f *testing.F) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 150 {
		choices := make([]byte, 60+random.IntN(100))
		for i := range choices {
			choices[i] = byte(random.Uint32())
		}
		f.Add(choices)
	}
	f.Fuzz(func(t *testing.T, choices []byte) {
		source := (&writer{choices: choices}).program()
		want, _ := run(t, source, false)
		if strings.Contains(want, "endless") {
			return
		}
		if got, _ := run(t, source, true); got != want {
			t.Errorf("%s\n%s", source, difference(got, want))
		}
	})
}
