package script

import (
	"slices"
	"strings"
)

// classicFixes gives edits for what V8's scanner takes and the engine's does
// not: HTML-like comments, import(), decimals that begin with a zero, and fields
// with the name of a modifier.
func classicFixes(s *source, options *Options) (edits []edit) {
	tokens := newScanner(s.text, options.module)
	for {
		t := tokens.next()
		if t.kind == endToken {
			break
		}
		switch text := tokens.of(t); {
		case t.kind == regexpToken:
			end := strings.LastIndexByte(text, '/')
			if replacement, _ := regexpLiteral(text[1:max(end, 1)], text[end+1:]); replacement != "" {
				edits = append(edits, edit{t.start, t.end, replacement})
			}
		case t.kind == numberToken && isLegacyDecimal(text):
			edits = append(edits, edit{t.start, t.end, strings.TrimLeft(text[:len(text)-1], "0") + text[len(text)-1:]})
		case t.kind == wordToken && tokens.inClass() && (text == "get" || text == "set" || text == "async" || text == "static"):
			switch next := tokens.peek(); tokens.of(next) {
			case "=", ";", "}":
				edits = append(edits, edit{t.start, t.end, "'" + text + "'"})
			}
		case t.kind == wordToken && text == "import":
			before := tokens.beforeLast
			if next := tokens.peek(); tokens.of(next) == "(" && next.kind == punctuatorToken && before != "." && before != "?." && !tokens.atMethod(before) {
				edits = append(edits, edit{t.start, t.end, Import + "(" + quote(options.url(s.name)) + ")"})
			}
		}
	}
	for _, at := range tokens.htmlComments {
		edits = append(edits, edit{at, at + 2, "//"})
	}
	return edits
}

func (s *scanner) inClass() bool { return len(s.open) > 0 && s.open[len(s.open)-1].class }

// atMethod reports whether the last token, behind a certain other one, is the
// name of a method: its parentheses have a body behind them.
func (s *scanner) atMethod(before string) bool {
	switch before {
	case "{", "}", ",", ";", "*", "async", "static", "get", "set":
	default:
		return false
	}
	if n := len(s.open); n == 0 || s.open[n-1].char != '{' || s.open[n-1].block && !s.open[n-1].class {
		return false
	}
	ahead := *s
	ahead.open = slices.Clone(s.open)
	for {
		t := ahead.next()
		if t.kind == endToken {
			return false
		}
		if len(ahead.open) == len(s.open) { // behind the parenthesis
			return ahead.of(ahead.next()) == "{"
		}
	}
}

// isLegacyDecimal tells 08 and 019.5 from octal and from other numbers.
func isLegacyDecimal(number string) bool {
	whole, _, _ := strings.Cut(number, ".")
	return len(whole) > 1 && whole[0] == '0' && strings.Trim(whole, "0123456789") == "" && strings.ContainsAny(whole, "89")
}
