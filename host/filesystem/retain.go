package filesystem

import (
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// Records keep JSON texts by id for the next run of the App.
type Records interface {
	// Get returns nil if there is no such record.
	Get(id string) (json.RawMessage, error)
	Put(id string, record json.RawMessage) error
	Delete(id string) error
	// List returns the ids of all records.
	List() ([]string, error)
}

// maxRetained is how many retained entries Chrome keeps for an app.
const maxRetained = 500

// retainedEntry is the record of a retained entry.
type retainedEntry struct {
	Path        string `json:"path"`
	IsDirectory bool   `json:"isDirectory"`
	// Sequence tells which entry was retained last: it has the highest.
	Sequence int `json:"sequence"`
}

func (s *Service) newIsolated(top string, k kind) *FileSystem {
	var random [16]byte
	_, _ = rand.Read(random[:]) // never fails
	id := strings.ToUpper(hex.EncodeToString(random[:]))
	return &FileSystem{name: s.origin() + ":Isolated_" + id, id: id, kind: k, top: top}
}

// Retain answers retainEntry. There is an id even where it fails, except for a
// sandboxed file system.
func (s *Service) Retain(e Entry) (string, error) {
	id := e.retainID()
	d, relative, ok := onDisk(e)
	if !ok {
		return id, ErrInvalidParameters
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.retained[id] = e
	if err := e.fs.check(relative, e.isDirectory); err != nil {
		return id, ErrNotRetained
	}
	if err := s.keep(id, retainedEntry{Path: d.hostPath(relative), IsDirectory: e.isDirectory}); err != nil {
		return id, fmt.Errorf("%w (%w)", ErrNotRetained, err)
	}
	return id, nil
}

// retainID returns the id of an entry: that which it was restored from, or else
// one that says on which file system it is and where.
func (e Entry) retainID() string {
	switch {
	case e.fs.kind == sandboxed:
		return ""
	case e.fs.retainedAs != "" && e.fullPath == "/"+e.fs.top:
		return e.fs.retainedAs
	}
	return e.fs.id + ":" + e.fullPath[1:]
}

// keep writes a record, and removes the oldest one if there are too many. mu must
// be held.
func (s *Service) keep(id string, r retainedEntry) error {
	records := s.options.Retained
	if _, isPreset := s.preset[id]; records == nil || isPreset {
		return nil
	}
	ids, err := records.List()
	if err != nil {
		return err
	}
	var oldest string
	var lowest, highest, others int
	for _, other := range ids {
		old, err := s.record(other)
		if err != nil {
			return err
		}
		if old == nil || other == id {
			continue
		}
		if others == 0 || old.Sequence < lowest {
			oldest, lowest = other, old.Sequence
		}
		highest = max(highest, old.Sequence)
		others++
	}
	r.Sequence = highest + 1
	text, err := json.Marshal(r)
	if err != nil {
		return err
	}
	if err := records.Put(id, text); err != nil || others < maxRetained {
		return err
	}
	return records.Delete(oldest)
}

// record returns a record, which is nil if there is none.
func (s *Service) record(id string) (*retainedEntry, error) {
	if s.options.Retained == nil {
		return nil, nil
	}
	text, err := s.options.Retained.Get(id)
	if err != nil || text == nil {
		return nil, err
	}
	var r retainedEntry
	if err := json.Unmarshal(text, &r); err != nil {
		return nil, fmt.Errorf("the record of the retained entry %s is damaged: %w", id, err)
	}
	return &r, nil
}

// Preset makes a file or directory of the disk known under an id for this run, as
// if the App had retained it before.
func (s *Service) Preset(id, path string) error {
	full, err := realPath(path)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.preset[id] = full
	return nil
}

// IsRestorable answers isRestorable: whether the id is known, not whether the
// entry still exists.
func (s *Service) IsRestorable(id string) (bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.find(id)
	_, isOfThisRun := s.retained[id]
	return isOfThisRun || r != nil, err
}

// find returns what is known of a retained entry, or nil. mu must be held.
func (s *Service) find(id string) (*retainedEntry, error) {
	path, ok := s.preset[id]
	if !ok {
		return s.record(id)
	}
	i, err := (&disk{path}).stat("")
	return &retainedEntry{Path: path, IsDirectory: err == nil && i.isDirectory}, nil
}

// Restore answers restoreEntry. In the run in which an entry was retained, it
// returns that entry. In a later one the entry is the top of a file system of its
// own, which the App may write to if its manifest says so.
func (s *Service) Restore(id string) (Entry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if e, ok := s.retained[id]; ok {
		return e, nil
	}
	r, err := s.find(id)
	switch {
	case err != nil:
		return Entry{}, err
	case r == nil:
		return Entry{}, ErrUnknownID
	}
	access := Read
	if s.options.Write {
		access = Write
	}
	e := s.grant(r.Path, r.IsDirectory, access)
	if err := e.fs.check("", r.IsDirectory); err != nil {
		return Entry{}, gettingError(err)
	}
	e.fs.retainedAs = id
	s.retained[id] = e
	return e, nil
}

// gettingError is Chrome's error for an entry that it knows but cannot find.
func gettingError(err error) error {
	code := 0
	if e, ok := errors.AsType[*Error](err); ok {
		code = e.Code
	}
	return LastError(fmt.Sprintf("Error getting fileEntry, code: %d", code))
}
