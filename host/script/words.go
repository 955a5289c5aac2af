package script

import "strings"

// v8Words are V8's sentences where the engine has others.
var v8Words = map[string]string{
	"Unexpected token ILLEGAL":                                                                 "Invalid or unexpected token",
	"Assignment to eval or arguments is not allowed in strict mode":                            "Unexpected eval or arguments in strict mode",
	"Illegal continue statement":                                                               "Illegal continue statement: no surrounding iteration statement",
	"Already saw a default in switch":                                                          "More than one default clause in switch statement",
	"Octal literals are not allowed in strict mode":                                            "Octal literals are not allowed in strict mode.",
	"Delete of an unqualified identifier in strict mode":                                       "Delete of an unqualified identifier in strict mode.",
	"for-in loop variable declaration may not have an initializer":                             "for-in loop variable declaration may not have an initializer.",
	"Only one underscore is allowed as numeric separator":                                      "Numeric separators are not allowed at the end of numeric literals",
	"Strict mode function may not have duplicate parameter names":                              "Duplicate parameter name not allowed in this context",
	"Logical expressions and coalesce expressions cannot be mixed. Wrap either by parentheses": "Unexpected token",
}

// words gives V8's message for one of the engine, and the offset at which V8
// sees the error.
func words(message, text string, at int) (string, int) {
	if w, ok := v8Words[message]; ok {
		message = w
	}
	if label, ok := strings.CutSuffix(message, " already exists"); ok {
		return label + " has already been declared", at
	}
	kind, token, _ := strings.Cut(strings.TrimPrefix(message, "Unexpected "), " ")
	switch {
	case message == "Unexpected end of input":
		if strings.HasPrefix(text[at:], "throw") {
			return "Illegal newline after throw", at
		}
		if before, open := tokensBefore(text, len(text)); open.call && before.operandEnd() {
			return missingParenthesis, before.last.start
		}
		return message, at
	case !strings.HasPrefix(message, "Unexpected ") || strings.HasPrefix(message, "Unexpected eval"):
		return message, at
	}
	before, open := tokensBefore(text, at)
	found := before.scan()
	if found.kind != endToken {
		token = text[found.start:found.end]
	}
	if two := text[found.start:min(found.start+2, len(text))]; two == "||" || two == "??" || two == "&&" {
		token = two // which the scanner does not join
	}
	last := before.lastText
	switch {
	case token == "enum" || token == "await":
		return "Unexpected reserved word", at
	case open.call && before.operandEnd() && kind != "end" && token != "," && !(before.last.kind == wordToken && isReserved(last) && last != "this" && last != "true" && last != "false" && last != "null"):
		return missingParenthesis, before.last.start
	case (kind == "identifier" || kind == "number" || kind == "string") && last == "await":
		return awaitOutside, before.last.start
	case kind == "identifier":
		return "Unexpected identifier '" + token + "'", at
	case token == "(" && last == "function":
		return "Function statements require a function name", before.last.start
	case kind == "reserved" && token == "import":
		before.last, before.lastText = found, token
		switch before.of(before.peek()) {
		case ".":
			return "Cannot use 'import.meta' outside a module", at
		case "(":
			return message, at
		}
		return "Cannot use import statement outside a module", at
	case kind == "token" || kind == "reserved":
		return "Unexpected token '" + token + "'", at
	}
	return message, at
}

const awaitOutside = "await is only valid in async functions and the top level bodies of modules"

const missingParenthesis = "missing ) after argument list"

// tokensBefore scans the tokens before an offset, and gives the innermost
// bracket that is open there.
func tokensBefore(text string, at int) (s *scanner, open bracket) {
	s = newScanner(text, true)
	for {
		ahead := *s
		if t := ahead.peek(); t.kind == endToken || t.start >= at {
			break
		}
		s.next()
	}
	if len(s.open) > 0 {
		open = s.open[len(s.open)-1]
	}
	return s, open
}

// operandEnd reports whether the last token ends an operand.
func (s *scanner) operandEnd() bool {
	switch s.last.kind {
	case wordToken:
		return !isOperatorWord(s.lastText)
	case punctuatorToken:
		return s.lastText == ")" || s.lastText == "]" || s.lastText == "}"
	case templateToken:
		return strings.HasSuffix(s.lastText, "`")
	case stringToken:
		return len(s.lastText) > 1 && s.lastText[len(s.lastText)-1] == s.lastText[0]
	}
	return s.last.kind == numberToken || s.last.kind == regexpToken
}
