package web

import (
	"regexp"
	"strings"
	"sync"
)

// maxFunctionText is the length up to which an arrow function is shown whole, and the parameters of any function are.
const maxFunctionText = 80

var (
	classHead    = lazyRegexp(`^class\b[^{]*`)
	functionHead = lazyRegexp(`^(async\b)?\s*(function\b)?\s*(\*)?\s*(?:(?:get|set)\s+)?([^(]*)`)
	arrowHead    = lazyRegexp(`^(async\b\s*)?(?:[^\s(),=]+\s*=>|\()`)
	afterArrow   = lazyRegexp(`^\s*=>`)
)

// lazyRegexp compiles at first use: most runs print no function and no stack, and start-up is short.
func lazyRegexp(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// functionText shortens the source text of a function: `ƒ f(a, b)`, `async ƒ f()`, `ƒ* g()`, `class A extends B`,
// `(a) => {…}`, and a short arrow function as it is.
func functionText(source string) string {
	if head := classHead().FindString(source); head != "" {
		return oneLine(head)
	}
	if arrow, ok := arrowText(source); ok {
		return arrow
	}
	m := functionHead().FindStringSubmatch(source)
	async, star, name := m[1], m[3], m[4]
	rest := source[len(m[0]):]
	parameters := rest[:parenthesized(rest)]
	if name == "" && m[2] == "" {
		async, name = "", async // a method of the name async
	}
	if async != "" {
		async += " "
	}
	return async + "ƒ" + star + " " + oneLine(name) + oneLine(parameters)
}

func arrowText(source string) (string, bool) {
	m := arrowHead().FindStringSubmatch(source)
	if m == nil {
		return "", false
	}
	end := len(m[0])
	if strings.HasSuffix(m[0], "(") {
		end += parenthesized(source[end-1:]) - 1
		arrow := afterArrow().FindString(source[end:])
		if arrow == "" {
			return "", false
		}
		end += len(arrow)
	}
	if len(source) <= maxFunctionText && !strings.Contains(source, "\n") {
		return source, true
	}
	return oneLine(source[:end]) + " {…}", true
}

// parenthesized gives the length of the parenthesized text that s starts with, or of s if it does not end.
func parenthesized(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '\'', '"', '`':
			for i++; i < len(s) && s[i] != c; i++ {
				if s[i] == '\\' {
					i++
				}
			}
		case '/':
			switch {
			case strings.HasPrefix(s[i:], "/*"):
				i += max(0, strings.Index(s[i:], "*/"))
			case strings.HasPrefix(s[i:], "//"):
				i += max(0, strings.IndexByte(s[i:], '\n'))
			}
		}
	}
	return len(s)
}

// oneLine joins the lines of a text and cuts it.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > maxFunctionText {
		s = strings.ToValidUTF8(s[:maxFunctionText], "") + "…"
	}
	return s
}
