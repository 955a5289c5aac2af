package script

import "strings"

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
			if next := tokens.peek(); tokens.of(next) == "(" && next.kind == punctuatorToken && before != "." && before != "?." {
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

// isLegacyDecimal tells 08 and 019.5 from octal and from other numbers.
func isLegacyDecimal(number string) bool {
	whole, _, _ := strings.Cut(number, ".")
	return len(whole) > 1 && whole[0] == '0' && strings.Trim(whole, "0123456789") == "" && strings.ContainsAny(whole, "89")
}
