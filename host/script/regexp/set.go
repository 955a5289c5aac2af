package regexp

import (
	"slices"
	"sort"
	"unicode"
)

// set is a set of characters: pairs of first and last, sorted when normalized.
type set struct {
	ranges  []rune
	negated bool
}

func (s *set) addRange(low, high rune) { s.ranges = append(s.ranges, low, high) }

func (s *set) addRunes(all ...rune) {
	for _, c := range all {
		s.addRange(c, c)
	}
	s.normalize()
}

// addSet adds a set, or a character if it is nil.
func (s *set) addSet(other *set, c rune) {
	if other == nil {
		s.addRange(c, c)
		return
	}
	s.ranges = append(s.ranges, other.plain().ranges...)
}

// plain is the same set, not negated.
func (s *set) plain() *set {
	if !s.negated {
		return s
	}
	return (&set{ranges: s.ranges}).inverted()
}

func (s *set) normalize() {
	type span struct{ low, high rune }
	var spans []span
	for i := 0; i < len(s.ranges); i += 2 {
		spans = append(spans, span{s.ranges[i], s.ranges[i+1]})
	}
	slices.SortFunc(spans, func(a, b span) int { return int(a.low - b.low) })
	s.ranges = s.ranges[:0:0]
	for _, r := range spans {
		if n := len(s.ranges); n > 0 && r.low <= s.ranges[n-1]+1 {
			s.ranges[n-1] = max(s.ranges[n-1], r.high)
		} else {
			s.ranges = append(s.ranges, r.low, r.high)
		}
	}
}

// inverted is what a set that is not negated has not.
func (s *set) inverted() *set {
	s.normalize()
	out := &set{}
	next := rune(0)
	for i := 0; i < len(s.ranges); i += 2 {
		if s.ranges[i] > next {
			out.addRange(next, s.ranges[i]-1)
		}
		next = s.ranges[i+1] + 1
	}
	if next <= unicode.MaxRune {
		out.addRange(next, unicode.MaxRune)
	}
	return out
}

func (s *set) ascii() bool {
	return len(s.ranges) == 0 || s.ranges[len(s.ranges)-1] <= unicode.MaxASCII
}

func (s *set) intersected(other *set) *set {
	out := &set{}
	a, b := s.ranges, other.ranges
	for len(a) > 0 && len(b) > 0 {
		if low, high := max(a[0], b[0]), min(a[1], b[1]); low <= high {
			out.addRange(low, high)
		}
		if a[1] < b[1] {
			a = a[2:]
		} else {
			b = b[2:]
		}
	}
	return out
}

func (s *set) has(c rune) bool {
	// The few ranges of most classes are searched faster one by one.
	if len(s.ranges) <= 16 {
		for i := 0; i < len(s.ranges); i += 2 {
			if c < s.ranges[i] {
				return false
			}
			if c <= s.ranges[i+1] {
				return true
			}
		}
		return false
	}
	i := sort.Search(len(s.ranges)/2, func(i int) bool { return s.ranges[2*i+1] >= c })
	return 2*i < len(s.ranges) && s.ranges[2*i] <= c
}

// contains reports whether the set has a character or, with ignoreCase, one
// that is the same but for its case.
func (s *set) contains(c rune, ignoreCase, full bool) bool {
	found := s.has(c)
	if !found && ignoreCase {
		for other := unicode.SimpleFold(c); other != c && !found; other = unicode.SimpleFold(other) {
			found = s.has(other) && sameCase(c, other, full)
		}
	}
	return found != s.negated
}

// sameCase compares by Canonicalize (ECMA-262, 22.2.2.7.3): simple case folding
// with u or v, else upper case.
func sameCase(a, b rune, full bool) bool {
	if a == b {
		return true
	}
	if full {
		for other := unicode.SimpleFold(a); other != a; other = unicode.SimpleFold(other) {
			if other == b {
				return true
			}
		}
		return false
	}
	return upper(a) == upper(b)
}

func upper(c rune) rune {
	if c < 128 {
		if c >= 'a' && c <= 'z' {
			return c - 32
		}
		return c
	}
	if u := unicode.ToUpper(c); u >= 128 && c != 0xDF {
		return u
	}
	return c
}
