package language

import "strings"

// V8 prints the expressions that its messages are about from the syntax tree. Here they are read from the text around the
// place of the error: names, members, literals; what is more than that is an "(intermediate value)", as it mostly is there.

// wordAt gives the identifier that begins at an offset.
func wordAt(text string, at int) string {
	if at < 0 {
		return ""
	}
	end := at
	for end < len(text) && isWord(text[end]) {
		end++
	}
	return text[min(at, len(text)):end]
}

// expressionAt gives a chain of names and members, or a literal, that begins at an offset, or "".
func expressionAt(text string, at int) string {
	if at < 0 || at >= len(text) {
		return ""
	}
	var out strings.Builder
	switch c := text[at]; {
	case isWord(c):
		word := wordAt(text, at)
		if word == "new" || word == "function" || word == "class" || word == "await" || word == "yield" || word == "typeof" {
			return "(intermediate value)"
		}
		out.WriteString(word)
		if at += len(word); c >= '0' && c <= '9' {
			return word
		}
	case c == '(' || c == '`':
		return "(intermediate value)"
	case c == '{' && strings.HasPrefix(text[at:], "{}"), c == '[' && strings.HasPrefix(text[at:], "[]"):
		return text[at : at+2]
	default:
		return ""
	}
	for at < len(text) {
		switch c := text[at]; {
		case c == '.' && at+1 < len(text) && isWord(text[at+1]):
			word := wordAt(text, at+1)
			out.WriteString("." + word)
			at += 1 + len(word)
		case c == '[':
			end := closing(text, at)
			if end < 0 {
				return out.String()
			}
			out.WriteString(computedMember(text[at+1 : end]))
			at = end + 1
		case c == '(':
			end := closing(text, at)
			if end < 0 || out.String() == "" {
				return out.String()
			}
			// The last call of a new expression is its own.
			return out.String()
		default:
			return out.String()
		}
	}
	return out.String()
}

// expressionAround is expressionAt from the beginning of the chain of names that an offset is in.
func expressionAround(text string, at int) string {
	return expressionAt(text, chainStart(text, at))
}

func chainStart(text string, at int) int {
	if at > len(text) {
		return -1
	}
	for at > 1 && text[at-1] == '.' && isWord(text[at-2]) {
		for at--; at > 0 && isWord(text[at-1]); at-- {
		}
	}
	return at
}

// computedMember is a computed member in V8's form.
func computedMember(key string) string {
	key = strings.TrimSpace(key)
	if len(key) >= 2 && (key[0] == '\'' || key[0] == '"' || key[0] == '`') && strings.IndexByte(key[1:], key[0]) == len(key)-2 {
		return "." + key[1:len(key)-1]
	}
	return "[" + operands(key) + "]"
}

// operands is a binary expression as V8 prints it, in brackets and with double quotes.
func operands(key string) string {
	for _, operator := range []string{" + ", "+", " - ", " * "} {
		if left, right, ok := strings.Cut(key, operator); ok && left != "" && right != "" && !strings.ContainsAny(key, "()[]`") {
			return "(" + literal(left) + " " + strings.TrimSpace(operator) + " " + literal(right) + ")"
		}
	}
	if strings.Contains(key, "=>") {
		return "(intermediate value)"
	}
	return literal(key)
}

func literal(s string) string {
	s = strings.TrimSpace(s)
	if len(s) >= 2 && s[0] == '\'' && s[len(s)-1] == '\'' {
		return `"` + s[1:len(s)-1] + `"`
	}
	return s
}

// closing gives the offset of the bracket that closes the one at an offset, or -1. It does not know strings.
func closing(text string, at int) int {
	depth := 0
	for i := at; i < len(text); i++ {
		switch text[i] {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// opening gives the offset of the bracket that opens the one at an offset, or -1.
func opening(text string, at int) int {
	depth := 0
	for i := at; i >= 0; i-- {
		switch text[i] {
		case ')', ']', '}':
			depth++
		case '(', '[', '{':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// expressionBefore gives the callee that ends before the parenthesis at an offset.
func expressionBefore(text string, end int) string {
	const intermediate = "(intermediate value)"
	parts := ""
	i := end
	skip := func() {
		for i > 0 && (text[i-1] == ' ' || text[i-1] == '\t' || text[i-1] == '\n' || text[i-1] == '\r') {
			i--
		}
	}
	for {
		skip()
		if i == 0 {
			return intermediate + parts
		}
		switch c := text[i-1]; {
		case isWord(c):
			start := i
			for start > 0 && isWord(text[start-1]) {
				start--
			}
			word := text[start:i]
			i = start
			skip()
			if i > 0 && text[i-1] == '.' {
				i--
				if i > 0 && text[i-1] == '?' {
					i--
					parts = "?." + word + parts
				} else {
					parts = "." + word + parts
				}
				continue
			}
			if word == "super" {
				word = intermediate
			}
			return word + parts
		case c == ')':
			start := opening(text, i-1)
			if start < 0 {
				return intermediate + parts
			}
			inner := strings.TrimSpace(text[start+1 : i-1])
			before := start
			for before > 0 && (text[before-1] == ' ' || text[before-1] == '\t') {
				before--
			}
			if before > 0 && (isWord(text[before-1]) && !keywordEndsAt(text, before) || text[before-1] == ')' || text[before-1] == ']') {
				if newBefore(text, before) {
					return intermediate + parts
				}
				parts = "(...)" + parts
				i = before
				continue
			}
			if plain := expressionAt(inner, 0); plain == inner && inner != "" {
				return inner + parts
			}
			return intermediate + parts
		case c == ']':
			start := opening(text, i-1)
			if start < 0 {
				return intermediate + parts
			}
			before := start
			for before > 0 && (text[before-1] == ' ' || text[before-1] == '\t') {
				before--
			}
			if before > 0 && (isWord(text[before-1]) && !keywordEndsAt(text, before) || text[before-1] == ')' || text[before-1] == ']') {
				parts = computedMember(text[start+1:i-1]) + parts
				i = before
				continue
			}
			if strings.TrimSpace(text[start+1:i-1]) == "" {
				return "[]" + parts
			}
			return intermediate + parts
		case c == '\'' || c == '"':
			start := strings.LastIndexByte(text[:i-1], c)
			if start < 0 {
				return intermediate + parts
			}
			return `"` + text[start+1:i-1] + `"` + parts
		case c == '}' && i >= 2 && text[i-2] == '{':
			return "{}" + parts
		case c == '.' && i >= 2 && text[i-2] == '?': // f?.()
			i -= 2
		default:
			return intermediate + parts
		}
	}
}

// keywordEndsAt says that the word which ends at an offset is none that can be called or have members.
func keywordEndsAt(text string, end int) bool {
	start := end
	for start > 0 && isWord(text[start-1]) {
		start--
	}
	switch text[start:end] {
	case "return", "typeof", "void", "delete", "in", "of", "else", "do", "case", "throw", "await", "yield", "instanceof", "if", "for", "while", "with":
		return true
	}
	return false
}

// newBefore says that the expression which ends at an offset is an operand of new.
func newBefore(text string, end int) bool {
	i := end
	for i > 0 && (isWord(text[i-1]) || text[i-1] == '.') {
		i--
	}
	return strings.HasSuffix(strings.TrimRight(text[:i], " \t\n"), "new")
}

// patternBefore gives the first property of the object pattern that is initialized by the expression at an offset, or that
// of the first parameter of the function there.
func patternBefore(text string, at int) string {
	if at < 0 || at > len(text) {
		return ""
	}
	i := at
	for i > 0 && (text[i-1] == ' ' || text[i-1] == '=' || text[i-1] == '\n' || text[i-1] == '\t') {
		i--
	}
	start := -1
	if i > 0 && text[i-1] == '}' {
		start = opening(text, i-1)
	} else if brace := strings.IndexByte(text[at:], '{'); brace >= 0 {
		start = at + brace
	}
	if start < 0 {
		return ""
	}
	for start++; start < len(text) && (text[start] == ' ' || text[start] == '\n' || text[start] == '\t'); start++ {
	}
	return wordAt(text, start)
}
