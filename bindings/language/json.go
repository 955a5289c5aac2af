package language

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"
)

// jsonMessage is what V8 says about a text that is no JSON.
func jsonMessage(text string) string {
	p := &jsonScanner{text: utf16.Encode([]rune(text))}
	p.space()
	if message := p.value(); message != "" {
		return message
	}
	p.space()
	if p.at < len(p.text) {
		return strings.Replace(p.place("Unexpected non-whitespace character after JSON"), " in JSON", "", 1)
	}
	return "Unexpected end of JSON input"
}

type jsonScanner struct {
	text []uint16
	at   int
}

func (p *jsonScanner) peek() rune {
	if p.at < len(p.text) {
		return rune(p.text[p.at])
	}
	return -1
}

func (p *jsonScanner) space() {
	for p.at < len(p.text) && strings.ContainsRune(" \t\n\r", rune(p.text[p.at])) {
		p.at++
	}
}

// place is a message with its position.
func (p *jsonScanner) place(message string) string {
	line, column := 1, 1
	for i := range p.at {
		if column++; p.text[i] == '\n' {
			line, column = line+1, 1
		}
	}
	return fmt.Sprintf("%s in JSON at position %d (line %d column %d)", message, p.at, line, column)
}

// unexpected is for a character that begins nothing.
func (p *jsonScanner) unexpected() string {
	const around = 10
	if p.at >= len(p.text) {
		return "Unexpected end of JSON input"
	}
	whole := string(utf16.Decode(p.text))
	if whole == "undefined" || whole == "[object Object]" || strings.HasPrefix(whole, "NaN") || whole == "Infinity" {
		return strconv.Quote(whole) + " is not valid JSON"
	}
	token := string(utf16.Decode(p.text[p.at : p.at+1]))
	switch {
	case len(p.text) <= 40:
		return fmt.Sprintf("Unexpected token '%s', \"%s\" is not valid JSON", token, whole)
	default:
		start, end := max(p.at-around, 0), min(p.at+around, len(p.text))
		before, after := "", ""
		if start > 0 {
			before = "..."
		}
		if end < len(p.text) {
			after = "..."
		}
		return fmt.Sprintf("Unexpected token '%s', %s\"%s\"%s is not valid JSON", token, before, string(utf16.Decode(p.text[start:end])), after)
	}
}

// value reads a value and gives the message of what is wrong in it.
func (p *jsonScanner) value() string {
	switch c := p.peek(); {
	case c == '{':
		return p.object()
	case c == '[':
		return p.array()
	case c == '"':
		return p.string()
	case c == '-' || c >= '0' && c <= '9':
		return p.number()
	}
	for _, word := range []string{"true", "false", "null"} {
		if p.peek() == rune(word[0]) {
			for _, c := range word {
				if p.peek() != c {
					return p.unexpected()
				}
				p.at++
			}
			return ""
		}
	}
	return p.unexpected()
}

func (p *jsonScanner) object() string {
	p.at++
	p.space()
	if p.peek() == '}' {
		p.at++
		return ""
	}
	for first := true; ; first = false {
		p.space()
		if p.peek() != '"' {
			if first {
				return p.place("Expected property name or '}'")
			}
			return p.place("Expected double-quoted property name")
		}
		if message := p.string(); message != "" {
			return message
		}
		p.space()
		if p.peek() != ':' {
			return p.place("Expected ':' after property name")
		}
		p.at++
		p.space()
		if message := p.value(); message != "" {
			return message
		}
		p.space()
		switch p.peek() {
		case ',':
			p.at++
		case '}':
			p.at++
			return ""
		default:
			return p.place("Expected ',' or '}' after property value")
		}
	}
}

func (p *jsonScanner) array() string {
	p.at++
	p.space()
	if p.peek() == ']' {
		p.at++
		return ""
	}
	for {
		p.space()
		if message := p.value(); message != "" {
			return message
		}
		p.space()
		switch p.peek() {
		case ',':
			p.at++
		case ']':
			p.at++
			return ""
		default:
			return p.place("Expected ',' or ']' after array element")
		}
	}
}

func (p *jsonScanner) string() string {
	for p.at++; ; p.at++ {
		switch c := p.peek(); {
		case c == -1:
			return p.place("Unterminated string")
		case c < ' ':
			return p.place("Bad control character in string literal")
		case c == '"':
			p.at++
			return ""
		case c == '\\':
			p.at++
			switch c := p.peek(); {
			case c == 'u':
				for range 4 {
					p.at++
					if !strings.ContainsRune("0123456789abcdefABCDEF", max(p.peek(), 0)) {
						return p.place("Bad Unicode escape")
					}
				}
			case c == -1:
				return p.place("Unterminated string")
			case !strings.ContainsRune(`"\/bfnrt`, c):
				return p.place("Bad escaped character")
			}
		}
	}
}

func (p *jsonScanner) digits() bool {
	start := p.at
	for c := p.peek(); c >= '0' && c <= '9'; c = p.peek() {
		p.at++
	}
	return p.at > start
}

func (p *jsonScanner) number() string {
	if p.peek() == '-' {
		p.at++
		if c := p.peek(); c < '0' || c > '9' {
			return p.place("No number after minus sign")
		}
	}
	if p.peek() == '0' {
		p.at++
		if c := p.peek(); c >= '0' && c <= '9' {
			return p.place("Unexpected number")
		}
	} else {
		p.digits()
	}
	if p.peek() == '.' {
		p.at++
		if !p.digits() {
			return p.place("Unterminated fractional number")
		}
	}
	if c := p.peek(); c == 'e' || c == 'E' {
		p.at++
		if c := p.peek(); c == '+' || c == '-' {
			p.at++
		}
		if !p.digits() {
			return p.place("Exponent part is missing a number")
		}
	}
	return ""
}
