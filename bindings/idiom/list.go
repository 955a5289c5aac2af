package idiom

import (
	"reflect"
	"strconv"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/host/script/idiom"
)

// list is an array that a loop reads. Nothing can change it meanwhile, so what
// was read is kept: tables are read again and again.
type list struct {
	r       *runner
	array   *goja.Object
	length  int
	numbers []float64 // of the first elements
	read    []bool
}

// maxRead is of how many elements the values are kept.
const maxRead = 1024

func (r *runner) newList(array *goja.Object) *list {
	return &list{r: r, array: array, length: int(array.Get("length").ToInteger())}
}

func (l *list) Length() int { return l.length }

func (l *list) element(i int) goja.Value {
	if i < 0 || i >= l.length {
		return nil
	}
	return l.array.Get(strconv.Itoa(i))
}

func (l *list) Number(i int) (x float64, ok bool) {
	kept := uint(i) < min(uint(l.length), maxRead)
	if kept {
		if l.numbers == nil {
			n := min(l.length, maxRead)
			l.numbers, l.read = make([]float64, n), make([]bool, n)
		}
		if l.read[i] {
			return l.numbers[i], true
		}
	}
	v := l.element(i)
	if v == nil {
		return 0, false
	}
	if t := l.r.primitive(v); t != idiom.Int && t != idiom.Float {
		return 0, false
	}
	x = v.ToFloat()
	if kept {
		l.numbers[i], l.read[i] = x, true
	}
	return x, true
}

func (l *list) Text(i int) (ascii string, other idiom.Units, ok bool) {
	s, ok := l.element(i).(goja.String)
	if !ok {
		return "", nil, false
	}
	if ascii, ok := asASCII(s); ok {
		return ascii, nil, true
	}
	return "", s, true
}

// asASCII gives a string that has ASCII characters only.
func asASCII(s goja.String) (string, bool) {
	if reflect.TypeOf(s) == unicodeString {
		return "", false
	}
	text := s.String()
	return text, len(text) == s.Length()
}
