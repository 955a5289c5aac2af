package socket

import (
	"maps"
	"slices"
)

// table is one of Chrome's socket tables: sockets under ids, which count up
// from 1 and never come again. The tables are apart: an id of one means nothing
// in another.
type table[S interface{ base() *state }] struct {
	stack  *Stack
	byID   map[int]S
	lastID int
}

// state is what the sockets of every table have.
type state struct {
	id         int
	name       string
	persistent bool
	bufferSize int // of no use to a listening socket
	paused     bool
}

func (s *state) base() *state { return s }

// Properties are what create and update set; nil leaves one as it is.
type Properties struct {
	Persistent *bool
	Name       *string
	BufferSize *int
}

func (s *state) apply(p Properties) {
	if p.Persistent != nil {
		s.persistent = *p.Persistent
	}
	if p.Name != nil {
		s.name = *p.Name
	}
	if p.BufferSize != nil {
		s.bufferSize = *p.BufferSize
	}
}

func (t *table[S]) init(s *Stack) {
	t.stack = s
	t.byID = map[int]S{}
}

// add puts a new socket into the table and gives its id.
func (t *table[S]) add(s S) int {
	t.lastID++
	s.base().id = t.lastID
	t.byID[t.lastID] = s
	return t.lastID
}

// Has reports whether there is a socket of that id.
func (t *table[S]) Has(id int) bool {
	_, ok := t.byID[id]
	return ok
}

// Update changes properties; ErrNotFound. A new buffer size counts from the
// next read or receive, not for the one that waits already.
func (t *table[S]) Update(id int, p Properties) error {
	s, ok := t.byID[id]
	if !ok {
		return ErrNotFound
	}
	s.base().apply(p)
	return nil
}

// describeAll describes the sockets of a table by ascending id.
func describeAll[S interface{ base() *state }, I any](t *table[S], describe func(S) I) []I {
	list := []I{}
	for _, id := range slices.Sorted(maps.Keys(t.byID)) {
		list = append(list, describe(t.byID[id]))
	}
	return list
}

// DefaultBufferSize is the most bytes that one read or receive brings unless
// bufferSize says otherwise.
const DefaultBufferSize = 4096

// maxBufferSize is where a larger bufferSize stops to matter. In Chrome it is
// the size of the pipe between the network service and the browser.
const maxBufferSize = 64 << 10

// readSize is the most bytes that the next read or receive may bring.
func (s *state) readSize() int {
	if s.bufferSize <= 0 {
		return DefaultBufferSize
	}
	return min(s.bufferSize, maxBufferSize)
}
