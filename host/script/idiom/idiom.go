// Package idiom finds the loops of a script that only move and compute bytes,
// characters and numbers, and changes its tree so that they can run in Go.
//
// A loop qualifies by what its parts are, not by how it is spelled: variables
// that hold numbers, strings and typed arrays, the operators on them, and a
// few methods of the language. It becomes
//
//	if (!(Run(id, a, b) && (a = Results[0], Results[1]))) for (...) ...
//
// where Run, a native function, takes the loop as far as it surely does what
// the original would: whole turns, so that the original goes on from there
// when Run meets something else. What Run cannot check in advance (a value of
// another type, an index out of bounds, a return or a throw) is left to the
// original, which begins the turn again.
package idiom

import (
	"sync"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
)

// The lexical constants of a realm by which a changed script reaches Go.
const (
	Run     = "tcpsrvHostLoop"
	Results = "tcpsrvHostResults"
	Source  = "tcpsrvHostSource" // a variable
	Value   = "tcpsrvHostValue"  // gives its argument
)

// Hit is a loop that was recognised.
type Hit struct {
	Position file.Position
	Kind     string
}

// Loop is a recognised loop, apart from the script that it stands in.
type Loop struct {
	// Variables are what the loop reads and writes and what lives longer than
	// one turn of it, in the order of Run's arguments.
	Variables []Variable
	// Callback is nil for a statement.
	Callback *Callback

	body  *node
	slots int // the variables come first
}

// Variable is a variable that a loop uses.
type Variable struct {
	// Global is the name of a variable that no function around the loop
	// declares, empty for others. Run gets no argument for it.
	Global string
	// Path are the names of properties to follow from the variable: it means
	// what is there. Such a variable is not written.
	Path []string
	// Written is whether the loop assigns to it.
	Written bool
	// Declared is whether the script declares a global variable that is Written,
	// and not as a constant.
	Declared bool
}

// loops are all that were found, by id. Loops that differ in names only are
// one, so scripts that are made again and again add nothing.
var loops struct {
	sync.RWMutex
	list []*Loop
	ids  map[string]int
}

// maxLoops bounds what evaluated text can add.
const maxLoops = 10_000

// Get gives a recognised loop, nil if no script has one of this id.
func Get(id int) *Loop {
	loops.RLock()
	defer loops.RUnlock()
	if id < 0 || id >= len(loops.list) {
		return nil
	}
	return loops.list[id]
}

// Arguments is how many arguments Run gets after the id.
func (l *Loop) Arguments() int {
	n := 0
	for i, v := range l.Variables {
		if v.Global == "" && !l.IsParameter(i) {
			n++
		}
	}
	switch {
	case l.Callback == nil:
		return n
	case l.Callback.Method == "reduce":
		return n + 2 // with the source and the initial value
	}
	return n + 1
}

func register(l *Loop) (id int, ok bool) {
	key := l.key()
	loops.Lock()
	defer loops.Unlock()
	if id, ok := loops.ids[key]; ok {
		return id, true
	}
	if len(loops.list) == maxLoops {
		return 0, false
	}
	if loops.ids == nil {
		loops.ids = map[string]int{}
	}
	id = len(loops.list)
	loops.ids[key] = id
	loops.list = append(loops.list, l)
	return id, true
}

// Rewrite changes the loops of a script. The places of all its nodes stay.
func Rewrite(tree *ast.Program) []Hit {
	w := &walker{}
	w.program(tree)
	var hits []Hit
	for _, c := range w.found {
		// A call of eval that was met later can have made names unclear.
		if id, ok := c.register(); ok {
			if c.method != nil {
				c.replaceCall(id)
			} else {
				c.replace(id)
			}
			at := int(c.idx) - tree.File.Base()
			hits = append(hits, Hit{tree.File.Position(at), c.loop.kind()})
		}
	}
	return hits
}
