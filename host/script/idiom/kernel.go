package idiom

import (
	"slices"
	"time"
)

// Type is what a variable holds when a loop begins, as far as a loop cares.
type Type uint8

// The numbers are a Float where they are not a whole number, or one that is
// beyond what sums of a loop stay exact with.
const (
	Unset Type = iota // undefined
	Int
	Float
	Bool
	String
	Uint8Array
	Uint8ClampedArray
	Int8Array
	Uint16Array
	Int16Array
	Uint32Array
	Int32Array
	Float32Array
	Float64Array
	DataView
	ArrayBuffer
	Numbers // an array whose first element is a number
	Strings // or a string
	Other   // nothing that a loop can use
)

// MaxInt is the largest Int. Sums of a few of them are exact in a float64.
const MaxInt = 1 << 48

// Builtin names a property of a built-in object that must be the original one.
type Builtin string

// Kernel is a loop for certain types of its variables, ready to run. It is for
// one goroutine.
type Kernel struct {
	// Builtins are what the loop calls.
	Builtins []Builtin
	// Types are those of the variables while the loop runs and after it. A
	// Float can be what was an Int before, and what was Unset can be anything.
	Types []Type
	// Appended tells the strings that the loop only appends to: their text is
	// what was appended.
	Appended []bool

	types   []Type               // of all slots
	result  int                  // the slot of what a callback returns
	step    func(*frame) control // one turn
	bulk    *bulk                // or nil
	frame   frame
	written []int // the slots of the loop's variables that are assigned to
	changed []int // of them, the strings
	grown   []int // those that are only appended to
}

// frame holds the variables while a loop runs.
type frame struct {
	ints   []int64 // and booleans
	floats []float64
	texts  []*Text
	views  [][]byte
	lists  []List
	set    []bool // which of the variables got a value that had none
	fuel   int    // turns that may still be done
	stores []stored
	// At the begin of the turn:
	saved struct {
		ints   []int64
		floats []float64
		set    []bool
		grown  []mark
		texts  []Text
	}
}

// mark is how long a string was.
type mark struct {
	length int
	isWide bool
}

// stored is what was at a place in memory.
type stored struct {
	slot, at, size int // of bytes in a view
	old            [8]byte
}

// control is how a statement ended.
type control int

const (
	next control = iota
	leaveLoop
	nextTurn
)

// bail is the panic that ends a turn which the script must do by itself.
type bail struct{}

// fuel and maxRun bound the turns of one run and how long they take, the latter
// looked at every so many turns: a script cannot be interrupted meanwhile. What
// is left the engine does.
const (
	fuel       = 1 << 24
	maxRun     = time.Second
	turnsATime = 1 << 10
)

// Run runs the loop. It gives whether any turn was done, so that variables may
// be changed, and whether the loop came to its end.
func (k *Kernel) Run() (turns bool, ended bool) {
	f := &k.frame
	f.fuel = fuel
	clear(f.set)
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(bail); !ok {
				panic(r)
			}
			k.restore()
		}
	}()
	if k.bulk != nil {
		turns = k.bulk.run(f)
	}
	var began time.Time
	for n := 1; f.fuel > 0 && !ended; n++ {
		if n%turnsATime == 0 {
			if began.IsZero() {
				began = time.Now()
			} else if time.Since(began) > maxRun {
				break
			}
		}
		f.fuel--
		k.save()
		ended = k.step(f) == leaveLoop
		turns = true
	}
	return turns, ended
}

func (k *Kernel) save() {
	f := &k.frame
	f.stores = f.stores[:0]
	for _, slot := range k.written {
		f.saved.ints[slot], f.saved.floats[slot], f.saved.set[slot] = f.ints[slot], f.floats[slot], f.set[slot]
	}
	for i, slot := range k.grown {
		f.saved.grown[i] = mark{f.texts[slot].length(), f.texts[slot].isWide}
	}
	for i, slot := range k.changed {
		f.saved.texts[i].reset()
		f.saved.texts[i].appendText(f.texts[slot], 0, f.texts[slot].length())
	}
}

// restore makes a turn undone.
func (k *Kernel) restore() {
	f := &k.frame
	for _, slot := range k.written {
		f.ints[slot], f.floats[slot], f.set[slot] = f.saved.ints[slot], f.saved.floats[slot], f.saved.set[slot]
	}
	for i, slot := range k.grown {
		f.texts[slot].truncate(f.saved.grown[i])
	}
	for i, slot := range k.changed {
		f.texts[slot].reset()
		f.texts[slot].appendText(&f.saved.texts[i], 0, f.saved.texts[i].length())
	}
	for _, s := range slices.Backward(f.stores) {
		copy(f.views[s.slot][s.at:], s.old[:s.size])
	}
}

// The variables, by their place in Loop.Variables. What is set must fit the
// types of the kernel.

// SetInt sets an Int, also where it can become a Float.
func (k *Kernel) SetInt(i int, v int64) {
	k.frame.ints[i], k.frame.floats[i] = v, float64(v)
}

func (k *Kernel) SetFloat(i int, v float64) { k.frame.floats[i] = v }

func (k *Kernel) SetBool(i int, v bool) {
	k.frame.ints[i] = 0
	if v {
		k.frame.ints[i] = 1
	}
}

// SetView takes the memory of a typed array or a DataView.
func (k *Kernel) SetView(i int, memory []byte) { k.frame.views[i] = memory }

// List is an array that a loop reads. Its methods give false for what is not
// there, or of another type.
type List interface {
	Length() int
	Number(i int) (float64, bool)
	// Text gives a string of ASCII characters, or other.
	Text(i int) (ascii string, other Units, ok bool)
}

func (k *Kernel) SetList(i int, l List) { k.frame.lists[i] = l }

// SetASCII sets a string of ASCII characters.
func (k *Kernel) SetASCII(i int, s string) {
	t := k.frame.texts[i]
	t.reset()
	switch {
	case k.Appended[i]:
	case k.isChanged(i):
		t.appendASCII(s)
	default:
		t.borrow(s)
	}
}

// SetUnits sets a string of any characters.
func (k *Kernel) SetUnits(i int, s Units) {
	t := k.frame.texts[i]
	t.reset()
	switch {
	case k.Appended[i]:
	case k.isChanged(i):
		for j := range s.Length() {
			t.append(s.CharAt(j))
		}
	default:
		t.source = s
	}
}

func (k *Kernel) isChanged(i int) bool { return slices.Contains(k.changed, i) }

func (k *Kernel) Int(i int) int64     { return k.frame.ints[i] }
func (k *Kernel) Float(i int) float64 { return k.frame.floats[i] }
func (k *Kernel) Bool(i int) bool     { return k.frame.ints[i] != 0 }
func (k *Kernel) Text(i int) *Text    { return k.frame.texts[i] }

// IsSet is whether a variable that was Unset got a value.
func (k *Kernel) IsSet(i int) bool { return k.frame.set[i] }

// maxKept is the size of the buffers that a kernel keeps for the next run.
const maxKept = 64 << 10

// Release lets go of what the loop ran over.
func (k *Kernel) Release() {
	clear(k.frame.views)
	clear(k.frame.lists)
	if cap(k.frame.stores) > maxKept/64 {
		k.frame.stores = nil
	}
	for _, t := range k.frame.texts {
		if cap(t.narrow)+cap(t.wide) > maxKept {
			*t = Text{}
		}
		t.reset()
	}
}
