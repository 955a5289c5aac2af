package storage

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
)

// A gate is a medium whose writable transactions wait to begin until it is opened, and which counts commits. It refuses
// to commit as long as full says so.
type gate struct {
	medium
	waiting chan struct{} // receives once a transaction has begun
	open    chan struct{}
	full    func(bucket) bool
	commits int
}

var errFull = errors.New("the disk is full")

func newGate(t *testing.T) (*gate, *Store) {
	t.Helper()
	file, err := openDisk(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	g := &gate{medium: file, waiting: make(chan struct{}, 1), open: make(chan struct{})}
	s, err := newStore(g, Options{})
	if err != nil {
		t.Fatal(err)
	}
	closeAtEnd(t, s)
	return g, s
}

func (g *gate) begin(writable bool) (transaction, error) {
	if writable {
		select {
		case g.waiting <- struct{}{}:
		default:
		}
		<-g.open
	}
	tx, err := g.medium.begin(writable)
	return gateTransaction{tx, g}, err
}

type gateTransaction struct {
	transaction
	g *gate
}

func (t gateTransaction) commit() error {
	if t.g.full != nil && t.g.full(t.bucket("local")) {
		return errors.Join(errFull, t.rollback())
	}
	t.g.commits++
	return t.transaction.commit()
}

// Calls that arrive while a transaction is under way share the next one.
func TestGroupCommit(t *testing.T) {
	g, s := newGate(t)
	a := s.Local()
	const calls = 1000
	acknowledged := 0
	set := func(i int) {
		a.Set(json.RawMessage(fmt.Sprintf(`{"k%d":%d}`, i, i)), func(_ Changes, err error) {
			if err != nil {
				t.Errorf("set %d: %v", i, err)
			}
			acknowledged++
		})
	}
	set(0)
	<-g.waiting // the first call is on its way alone
	for i := 1; i < calls; i++ {
		set(i)
	}
	close(g.open)
	keys, err := await(a.GetKeys)
	if err != nil {
		t.Fatal(err)
	}
	if len(keys) != calls || acknowledged != calls || g.commits != 2 {
		t.Errorf("%d items, %d calls acknowledged, %d commits, want %d, %d and 2", len(keys), acknowledged, g.commits, calls, calls)
	}
}

// A call that changes nothing does not cost a commit.
func TestNoCommitWithoutChange(t *testing.T) {
	g, s := newGate(t)
	close(g.open)
	a := s.Local()
	mustDo(t, a, "set", `{"a":1}`)
	mustDo(t, a, "set", `{"a":1}`)
	mustDo(t, a, "remove", `"b"`)
	mustDo(t, s.Sync(), "clear", ``)
	expectError(t, s.Sync(), "set", item("a", SyncQuotaBytesPerItem+1), kQuotaBytesPerItem)
	mustDo(t, a, "get", `null`)
	if g.commits != 1 {
		t.Errorf("%d commits, want 1: only the first call changes something", g.commits)
	}
}

// One call too many for the disk does not take the others of its group with it, and no read shows what was not written.
func TestGroupTooLargeForDisk(t *testing.T) {
	g, s := newGate(t)
	g.full = func(b bucket) bool { return b.get("huge") != nil }
	a := s.Local()
	var got []string
	note := func(what string) func(Changes, error) {
		return func(c Changes, err error) {
			text, _ := json.Marshal(c)
			got = append(got, fmt.Sprintf("%s %s %v", what, text, err))
		}
	}
	noteItems := func(items json.RawMessage, err error) { got = append(got, fmt.Sprintf("get %s %v", items, err)) }

	a.Set(json.RawMessage(`{"first":1}`), note("set"))
	<-g.waiting
	a.Set(json.RawMessage(`{"a":1}`), note("set"))
	a.Set(json.RawMessage(`{"huge":1,"a":2}`), note("set"))
	a.Get(nil, noteItems)
	a.Set(json.RawMessage(`{"b":1}`), note("set"))
	a.Remove(json.RawMessage(`"first"`), note("remove"))
	a.Get(nil, noteItems)
	close(g.open)
	expect(t, a, "getBytesInUse", ``, `4`)

	want := []string{
		`set {"first":{"newValue":1}} <nil>`,
		`set {"a":{"newValue":1}} <nil>`,
		`set {} the disk is full`,
		`get {"a":1,"first":1} <nil>`,
		`set {"b":{"newValue":1}} <nil>`,
		`remove {"first":{"oldValue":1}} <nil>`,
		`get {"a":1,"b":1} <nil>`,
	}
	for i := range max(len(got), len(want)) {
		if i >= len(got) || i >= len(want) || got[i] != want[i] {
			t.Fatalf("the calls gave\n%q\nwant\n%q", got, want)
		}
	}
}
