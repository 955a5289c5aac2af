package idiom

import "unsafe"

// Text is a string while a loop runs: code units below 0x100 as bytes, others
// as they are.
type Text struct {
	narrow []byte
	wide   []uint16
	isWide bool
	source Units // instead, a string of the engine's that is not ASCII
	// borrowed is whether narrow is memory of the engine's.
	borrowed bool
}

// Units are the code units of a string that the engine holds.
type Units interface {
	Length() int
	CharAt(int) uint16
}

func (t *Text) length() int {
	switch {
	case t.source != nil:
		return t.source.Length()
	case t.isWide:
		return len(t.wide)
	}
	return len(t.narrow)
}

func (t *Text) at(i int) uint16 {
	switch {
	case t.source != nil:
		return t.source.CharAt(i)
	case t.isWide:
		return t.wide[i]
	}
	return uint16(t.narrow[i])
}

func (t *Text) reset() {
	if t.borrowed {
		t.narrow, t.borrowed = nil, false
	}
	t.narrow, t.wide, t.isWide, t.source = t.narrow[:0], t.wide[:0], false, nil
}

// truncate takes what was appended back.
func (t *Text) truncate(to mark) {
	t.isWide = to.isWide
	if t.isWide {
		t.wide = t.wide[:to.length]
	} else {
		t.narrow = t.narrow[:to.length]
	}
}

func (t *Text) widen() {
	if t.isWide {
		return
	}
	t.wide = t.wide[:0]
	for _, c := range t.narrow {
		t.wide = append(t.wide, uint16(c))
	}
	t.isWide = true
}

func (t *Text) append(unit uint16) {
	if unit >= 0x100 {
		t.widen()
	}
	if t.isWide {
		t.wide = append(t.wide, unit)
	} else {
		t.narrow = append(t.narrow, byte(unit))
	}
}

func (t *Text) appendText(from *Text, start, end int) {
	switch {
	case from.source == nil && !from.isWide && !t.isWide:
		t.narrow = append(t.narrow, from.narrow[start:end]...)
	case from.source == nil && from.isWide && t.isWide:
		t.wide = append(t.wide, from.wide[start:end]...)
	default:
		for i := start; i < end; i++ {
			t.append(from.at(i))
		}
	}
}

func (t *Text) appendASCII(s string) {
	if t.isWide {
		for i := range len(s) {
			t.wide = append(t.wide, uint16(s[i]))
		}
	} else {
		t.narrow = append(t.narrow, s...)
	}
}

func (t *Text) equal(o *Text) bool {
	n := t.length()
	if n != o.length() {
		return false
	}
	for i := range n {
		if t.at(i) != o.at(i) {
			return false
		}
	}
	return true
}

// borrow makes the text one that cannot be changed.
func (t *Text) borrow(ascii string) {
	t.narrow, t.borrowed = unsafe.Slice(unsafe.StringData(ascii), len(ascii)), true
}

// Latin gives the code units if all are below 0x100, for as long as the loop
// does not run again.
func (t *Text) Latin() (units []byte, ok bool) {
	return t.narrow, !t.isWide && t.source == nil
}

// Units gives the code units, for as long as the loop does not run again.
func (t *Text) Units() []uint16 {
	t.widen()
	return t.wide
}
