package filesystem

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
)

func TestReadEntriesInBatches(t *testing.T) {
	s := newService(t, writableApp)
	names := make([]string, 250)
	for i := range names {
		names[i] = fmt.Sprintf("f%d", i)
	}
	memory := sandboxRoot(t, s, Temporary)
	addTree(t, memory, names...)
	for _, dir := range []Entry{grantDirectory(t, s, Write, names...), packageOf(t, names...), memory} {
		seen := map[string]bool{}
		var sizes []int
		r := dir.NewReader()
		for range 5 {
			entries, err := r.ReadEntries()
			must(t, err)
			sizes = append(sizes, len(entries))
			for _, e := range entries {
				seen[e.Name()] = true
			}
		}
		if want := []int{100, 100, 50, 0, 0}; !slices.Equal(sizes, want) || len(seen) != 250 {
			t.Errorf("%s: batches of %v with %d names, want %v with 250", dir.FileSystem().Name(), sizes, len(seen), want)
		}
	}
}

func TestReadEntriesOrder(t *testing.T) {
	s := newService(t, writableApp)
	dir := grantDirectory(t, s, Read, "b", "a", "c", "10", "9", "B")
	file, err := os.Open(onHost(t, dir))
	must(t, err)
	defer file.Close()
	want, err := file.Readdirnames(-1)
	must(t, err)
	check(t, "order on disk, that of the operating system", strings.Join(names(t, dir), " "), strings.Join(want, " "))

	root := sandboxRoot(t, s, Temporary)
	addTree(t, root, "b", "a", "c", "10", "9", "B", "d/")
	check(t, "order in a sandbox", strings.Join(names(t, root), " "), "d c b a B 9 10")
}

func names(t *testing.T, dir Entry) (names []string) {
	t.Helper()
	entries, err := readAll(dir)
	must(t, err)
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestReadEntriesOfRemovedDirectory(t *testing.T) {
	writableKinds(t, func(t *testing.T, _ *Service, dir Entry) {
		addTree(t, dir, "sub/a")
		sub := getDirectory(t, dir, "sub")
		before := sub.NewReader()
		if _, err := before.ReadEntries(); err != nil {
			t.Fatal(err)
		}
		must(t, sub.RemoveRecursively())
		// What was read by the first call is still there.
		if _, err := before.ReadEntries(); err != nil {
			t.Error("a reader that had started:", err)
		}
		r := sub.NewReader()
		for range 2 {
			_, err := r.ReadEntries()
			checkError(t, "ReadEntries", err, ErrNotFound)
		}
	})
}

func TestReadEntriesTwiceAtOnce(t *testing.T) {
	r := packageOf(t, "a").NewReader()
	r.mu.Lock() // as during a call
	_, err := r.ReadEntries()
	checkError(t, "ReadEntries", err, ErrInvalidState)
	r.mu.Unlock()
	entries, err := r.ReadEntries()
	if err != nil || len(entries) != 1 {
		t.Errorf("after that: %v, %v, want one entry", entries, err)
	}
}
