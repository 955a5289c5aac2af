package web

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/transform"
)

// decoder turns bytes of one encoding into text.
type decoder interface {
	// decode reads input up to its end, or with fatal up to the first error, which makes ok false. With flush, a
	// character that the end cuts off is an error too; without, its bytes are left unread.
	decode(input []byte, flush, fatal bool) (text string, read int, ok bool)
	reset()
	// hasBOM says that a byte order mark in front is no part of the text.
	hasBOM() bool
}

func newDecoder(name string) decoder {
	switch name {
	case "utf-8":
		return utf8Decoder{}
	case "utf-16le":
		return utf16Decoder{}
	case "utf-16be":
		return utf16Decoder{bigEndian: true}
	}
	encoding, err := htmlindex.Get(name)
	must(err)
	if name == "iso-8859-8-i" { // the bytes of iso-8859-8
		encoding = charmap.ISO8859_8
	}
	if table, ok := encoding.(*charmap.Charmap); ok {
		return singleByteDecoder{table}
	}
	return &multiByteDecoder{encoding.NewDecoder().Transformer}
}

const replacement = "\uFFFD"

// utf8Decoder differs from Go's own reading of UTF-8 in one thing: a cut off or broken character is one error as far as
// its bytes could have been the start of a character, where Go has an error for each byte.
type utf8Decoder struct{}

func (utf8Decoder) reset()       {}
func (utf8Decoder) hasBOM() bool { return true }

func (utf8Decoder) decode(input []byte, flush, fatal bool) (string, int, bool) {
	if utf8.Valid(input) {
		return string(input), len(input), true
	}
	var out strings.Builder
	out.Grow(len(input))
	done := 0 // up to here the input is in out
	for i := 0; i < len(input); {
		if input[i] < utf8.RuneSelf {
			i++
			continue
		}
		if r, size := utf8.DecodeRune(input[i:]); r != utf8.RuneError || size > 1 {
			i += size
			continue
		}
		out.Write(input[done:i])
		done = i
		size := maximalSubpart(input[i:])
		if i+size == len(input) && !flush && !utf8.FullRune(input[i:]) {
			return out.String(), done, true
		}
		i += size
		done = i
		if fatal {
			return "", done, false
		}
		out.WriteString(replacement)
	}
	out.Write(input[done:])
	return out.String(), len(input), true
}

// maximalSubpart is the length of the longest start of b that could be the start of a character, and at least 1.
func maximalSubpart(b []byte) int {
	low, high, size := byte(0x80), byte(0xBF), 0
	switch c := b[0]; {
	case c < 0xC2 || c > 0xF4:
		return 1
	case c < 0xE0:
		size = 2
	case c < 0xF0:
		size = 3
	default:
		size = 4
	}
	switch b[0] {
	case 0xE0:
		low = 0xA0
	case 0xED:
		high = 0x9F
	case 0xF0:
		low = 0x90
	case 0xF4:
		high = 0x8F
	}
	for i := 1; i < size; i++ {
		if i == len(b) || b[i] < low || b[i] > high {
			return i
		}
		low, high = 0x80, 0xBF
	}
	return size
}

type utf16Decoder struct{ bigEndian bool }

func (utf16Decoder) reset()       {}
func (utf16Decoder) hasBOM() bool { return true }

func (d utf16Decoder) unit(b []byte) rune {
	if d.bigEndian {
		return rune(b[0])<<8 | rune(b[1])
	}
	return rune(b[1])<<8 | rune(b[0])
}

func (d utf16Decoder) decode(input []byte, flush, fatal bool) (string, int, bool) {
	out := make([]byte, 0, len(input))
	i := 0
	for i+1 < len(input) {
		r, size := d.unit(input[i:]), 2
		bad := false
		switch {
		case r >= 0xD800 && r < 0xDC00:
			if i+3 >= len(input) {
				if !flush {
					return string(out), i, true
				}
				// The end cuts off the pair: one error, whether a byte of the second unit is there or not.
				bad, size = true, len(input)-i
			} else if low := d.unit(input[i+2:]); low >= 0xDC00 && low < 0xE000 {
				r, size = utf16.DecodeRune(r, low), 4
			} else {
				bad = true
			}
		case r >= 0xDC00 && r < 0xE000:
			bad = true
		}
		i += size
		if !bad {
			out = utf8.AppendRune(out, r)
			continue
		}
		if fatal {
			return "", i, false
		}
		out = append(out, replacement...)
	}
	if i < len(input) && flush {
		if fatal {
			return "", len(input), false
		}
		return string(append(out, replacement...)), len(input), true
	}
	return string(out), i, true
}

type singleByteDecoder struct{ table *charmap.Charmap }

func (singleByteDecoder) reset()       {}
func (singleByteDecoder) hasBOM() bool { return false }

func (d singleByteDecoder) decode(input []byte, _, fatal bool) (string, int, bool) {
	out := make([]byte, 0, len(input))
	for i, b := range input {
		r := d.table.DecodeByte(b)
		if r == utf8.RuneError {
			switch {
			case b >= 0x80 && b < 0xA0:
				r = rune(b) // a control character by the standard, nothing by the library
			case fatal:
				return "", i + 1, false
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return string(out), len(input), true
}

// multiByteDecoder serves the East Asian encodings. Valid text is as in Chrome; after an invalid byte the library may
// resume one byte earlier or later.
type multiByteDecoder struct{ transformer transform.Transformer }

func (d *multiByteDecoder) reset()     { d.transformer.Reset() }
func (*multiByteDecoder) hasBOM() bool { return false }

func (d *multiByteDecoder) decode(input []byte, flush, fatal bool) (string, int, bool) {
	out := make([]byte, 0, 2*len(input)+utf8.UTFMax)
	read := 0
	for {
		wrote, n, err := d.transformer.Transform(out[len(out):cap(out)], input[read:], flush)
		out = out[:len(out)+wrote]
		read += n
		if err != transform.ErrShortDst {
			break
		}
		out = append(make([]byte, 0, 2*cap(out)), out...)
	}
	if fatal && bytes.Contains(out, []byte(replacement)) {
		return "", len(input), false
	}
	return string(out), read, true
}
