package filesystem

import (
	"cmp"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"
)

// A sandbox is the volume of a sandboxed file system: a tree of names in memory,
// with an index that keeps it, and the contents of the files by number. Names
// are not those of the operating system, as in Chrome: they may be of any
// length, and each letter case is a name of its own. And a File can still be read
// when its entry was moved.
type sandbox struct {
	index    index
	contents contents

	mu   sync.RWMutex
	root *node
	last nodeID // the highest number in use
}

type nodeID uint64

// A node is a file or a directory of a sandbox.
type node struct {
	id       nodeID
	parent   *node // nil for the root
	name     string
	members  map[string]*node // nil for a file
	modified time.Time        // of a directory
}

func (n *node) isDirectory() bool { return n.members != nil }

// An index keeps the tree of a sandbox. An update happens as a whole or not at
// all.
type index interface {
	update(put []*node, remove []nodeID) error
	close() error
}

// contents keep the contents of a sandbox's files.
type contents interface {
	create(id nodeID) error
	open(id nodeID, write bool) (content, error)
	remove(id nodeID) error
}

type content interface {
	readable
	writable
}

const rootID nodeID = 0

func newRoot() *node {
	return &node{id: rootID, members: map[string]*node{}, modified: time.Now()}
}

// at returns a copy of a directory that was modified at t.
func (n *node) at(t time.Time) *node {
	modified := *n
	modified.modified = t
	return &modified
}

// find returns the node at a path. mu must be held.
func (s *sandbox) find(path string) (*node, error) {
	n := s.root
	if path == "" {
		return n, nil
	}
	for name := range strings.SplitSeq(path, "/") {
		if !n.isDirectory() {
			return nil, &fs.PathError{Op: "find", Path: path, Err: syscall.ENOTDIR}
		}
		if n = n.members[name]; n == nil {
			return nil, &fs.PathError{Op: "find", Path: path, Err: fs.ErrNotExist}
		}
	}
	return n, nil
}

func (s *sandbox) stat(path string) (info, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	n, err := s.find(path)
	if err != nil {
		return info{}, err
	}
	if n.isDirectory() {
		return info{isDirectory: true, modified: n.modified}, nil
	}
	c, err := s.contents.open(n.id, false)
	if err != nil {
		return info{}, err
	}
	defer c.Close()
	return c.info()
}

// list returns the names in descending order, as Chrome does.
func (s *sandbox) list(path string) ([]item, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	n, err := s.find(path)
	if err != nil {
		return nil, err
	}
	items := make([]item, 0, len(n.members))
	for name, member := range n.members {
		items = append(items, item{name, member.isDirectory()})
	}
	slices.SortFunc(items, func(a, b item) int { return cmp.Compare(b.name, a.name) })
	return items, nil
}

func (s *sandbox) createFile(path string) error { return s.add(path, nil) }

func (s *sandbox) mkdir(path string) error { return s.add(path, map[string]*node{}) }

func (s *sandbox) add(path string, members map[string]*node) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	parent, name, err := s.place(path)
	if err != nil {
		return err
	}
	if parent.members[name] != nil {
		return ErrExists
	}
	n := &node{id: s.last + 1, parent: parent, name: name, members: members, modified: time.Now()}
	if !n.isDirectory() {
		if err := s.contents.create(n.id); err != nil {
			return err
		}
	}
	if err := s.index.update([]*node{n, parent.at(n.modified)}, nil); err != nil {
		return err
	}
	s.last = n.id
	parent.members[name] = n
	parent.modified = n.modified
	return nil
}

// place returns the directory in which path is, or could be made. mu must be held.
func (s *sandbox) place(path string) (parent *node, name string, err error) {
	dir, name := splitRelative(path)
	parent, err = s.find(dir)
	if err == nil && !parent.isDirectory() {
		err = ErrTypeMismatch
	}
	return parent, name, err
}

func (s *sandbox) remove(path string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := s.find(path)
	if err != nil {
		return err
	}
	if len(n.members) != 0 {
		return &fs.PathError{Op: "remove", Path: path, Err: syscall.ENOTEMPTY}
	}
	return s.cut(n)
}

func (s *sandbox) removeAll(path string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := s.find(path)
	if err != nil {
		return err
	}
	return s.cut(n)
}

// cut takes a node and all below it out of the tree. mu must be held.
func (s *sandbox) cut(n *node) error {
	gone, now := subtree(n), time.Now()
	if err := s.index.update([]*node{n.parent.at(now)}, ids(gone)); err != nil {
		return err
	}
	delete(n.parent.members, n.name)
	n.parent.modified = now
	s.discard(gone)
	return nil
}

// discard removes the contents of files that are in the index no more. Where that
// fails, they are removed when the sandbox is opened the next time.
func (s *sandbox) discard(nodes []*node) {
	for _, n := range nodes {
		if !n.isDirectory() {
			_ = s.contents.remove(n.id)
		}
	}
}

// subtree returns a node and all below it.
func subtree(n *node) []*node {
	nodes := []*node{n}
	for i := 0; i < len(nodes); i++ {
		nodes = slices.AppendSeq(nodes, maps.Values(nodes[i].members))
	}
	return nodes
}

func ids(nodes []*node) []nodeID {
	ids := make([]nodeID, len(nodes))
	for i, n := range nodes {
		ids[i] = n.id
	}
	return ids
}

func (s *sandbox) rename(from, to string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, err := s.find(from)
	if err != nil {
		return err
	}
	parent, name, err := s.place(to)
	if err != nil {
		return err
	}
	for dir := parent; dir != nil; dir = dir.parent {
		if dir == n {
			return ErrInvalidModification
		}
	}
	var gone []*node
	if replaced := parent.members[name]; replaced != nil {
		if replaced.isDirectory() != n.isDirectory() || len(replaced.members) != 0 {
			return ErrInvalidModification
		}
		gone = []*node{replaced}
	}
	moved, now := *n, time.Now()
	moved.parent, moved.name = parent, name
	if err := s.index.update([]*node{&moved, n.parent.at(now), parent.at(now)}, ids(gone)); err != nil {
		return err
	}
	delete(n.parent.members, n.name)
	n.parent.modified, parent.modified = now, now
	n.parent, n.name = parent, name
	parent.members[name] = n
	s.discard(gone)
	return nil
}

func (s *sandbox) openToWrite(path string) (writable, error) {
	id, err := s.file(path)
	if err != nil {
		return nil, err
	}
	return s.contents.open(id, true)
}

func (s *sandbox) reference(path string) (reference, error) {
	id, err := s.file(path)
	if err != nil {
		return nil, err
	}
	return contentReference{s.contents, id}, nil
}

// file returns the number of a file.
func (s *sandbox) file(path string) (nodeID, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	n, err := s.find(path)
	switch {
	case err != nil:
		return 0, err
	case n.isDirectory():
		return 0, ErrTypeMismatch
	}
	return n.id, nil
}

// A contentReference is a reference to a file of a sandbox, wherever it is moved.
type contentReference struct {
	contents contents
	id       nodeID
}

func (r contentReference) open() (readable, error) { return r.contents.open(r.id, false) }

func (s *sandbox) close() error { return s.index.close() }
