package storage

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// item returns an object with one member of this size, key included.
func item(key string, size int) string {
	return `{"` + key + `":"` + strings.Repeat("x", size-len(key)-2) + `"}`
}

// object returns an object with n members, each of this size.
func object(n, size int) string {
	members := make(map[string]string, n)
	for i := range n {
		key := fmt.Sprintf("k%03d", i)
		members[key] = strings.Repeat("x", size-len(key)-2)
	}
	text, err := json.Marshal(members)
	if err != nil {
		panic(err)
	}
	return string(text)
}

func mustDo(t *testing.T, a *Area, method, arg string) {
	t.Helper()
	if _, err := do(a, method, arg); err != nil {
		t.Fatalf("%s.%s(%.80s): %v", a.Name(), method, arg, err)
	}
}

const (
	kQuotaBytes        = "Resource::kQuotaBytes quota exceeded"
	kQuotaBytesPerItem = "Resource::kQuotaBytesPerItem quota exceeded"
	kMaxItems          = "Resource::kMaxItems quota exceeded"
)

func TestLocalQuota(t *testing.T) {
	onEachMedium(t, Options{}, func(t *testing.T, s *Store) {
		a := s.Local()
		mustDo(t, a, "seed", item("a", LocalQuotaBytes))
		expectError(t, a, "set", `{"b":1}`, kQuotaBytes)
		expect(t, a, "getKeys", ``, `["a"]`)
		expect(t, a, "getBytesInUse", `null`, "10485760")
		// It is the sum afterwards that counts.
		mustDo(t, a, "seed", `{"a":1,`+item("b", LocalQuotaBytes-2)[1:])
		expect(t, a, "getBytesInUse", `null`, "10485760")
		expectError(t, a, "set", `{"a":12}`, kQuotaBytes)
		expect(t, a, "get", `"a"`, `{"a":1}`)
	})
}

func TestUnlimitedStorage(t *testing.T) {
	onEachMedium(t, Options{UnlimitedStorage: true}, func(t *testing.T, s *Store) {
		mustDo(t, s.Local(), "seed", item("a", LocalQuotaBytes+1))
		expect(t, s.Local(), "getBytesInUse", `null`, "10485761")
		expectError(t, s.Sync(), "set", item("a", SyncQuotaBytesPerItem+1), kQuotaBytesPerItem)
	})
}

// A store that holds more than its quota can be read and emptied.
func TestQuotaGrownOver(t *testing.T) {
	dir := t.TempDir()
	s := mustOpen(t, dir, Options{UnlimitedStorage: true})
	mustDo(t, s.Local(), "seed", item("a", LocalQuotaBytes+1))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	a := mustOpen(t, dir, Options{}).Local()
	expect(t, a, "getKeys", ``, `["a"]`)
	expectError(t, a, "set", `{"b":1}`, kQuotaBytes)
	mustDo(t, a, "clear", ``)
	expect(t, a, "set", `{"b":1}`, `{"b":{"newValue":1}}`)
}

func TestSyncQuota(t *testing.T) {
	onEachMedium(t, Options{}, func(t *testing.T, s *Store) {
		a := s.Sync()
		mustDo(t, a, "set", item("k", SyncQuotaBytesPerItem))
		expectError(t, a, "set", item("k", SyncQuotaBytesPerItem+1), kQuotaBytesPerItem)
		expectError(t, a, "set", `{"a":1,`+item("z", SyncQuotaBytesPerItem+1)[1:], kQuotaBytesPerItem)
		expect(t, a, "getKeys", ``, `["k"]`)
		expect(t, a, "getBytesInUse", `null`, "8192")

		// The order of the checks: each item, the sum, the number.
		expectError(t, a, "set", object(12, SyncQuotaBytesPerItem), kQuotaBytes)
		expectError(t, a, "set", object(12, SyncQuotaBytesPerItem+1), kQuotaBytesPerItem)
		mustDo(t, a, "clear", ``)
		expectError(t, a, "set", object(SyncMaxItems+1, 300), kQuotaBytes)
		expectError(t, a, "set", object(SyncMaxItems+1, 10), kMaxItems)
		expect(t, a, "getKeys", ``, `[]`)

		mustDo(t, a, "set", object(SyncMaxItems, 10))
		expectError(t, a, "set", `{"q":1}`, kMaxItems)
		mustDo(t, a, "set", `{"k000":2}`)
		mustDo(t, a, "remove", `"k001"`)
		mustDo(t, a, "set", `{"q":1}`)
	})
}

func TestSyncWritesPerMinute(t *testing.T) {
	const exceeded = "This request exceeds the MAX_WRITE_OPERATIONS_PER_MINUTE quota."
	synctest.Test(t, func(t *testing.T) {
		s := mustOpenMemory(t, Options{})
		a := s.Sync()
		if err := a.Seed(json.RawMessage(`{"seeded":1}`)); err != nil { // does not count
			t.Fatal(err)
		}
		// A call counts whether or not it changes anything or fails.
		mustDo(t, a, "set", `{}`)
		expectError(t, a, "set", item("a", SyncQuotaBytesPerItem+1), kQuotaBytesPerItem)
		for i := range MaxWriteOperationsPerMinute - 2 {
			mustDo(t, a, "set", fmt.Sprintf(`{"a":%d}`, i))
		}
		expectError(t, a, "set", `{"a":0}`, exceeded)
		expectError(t, a, "set", item("a", SyncQuotaBytesPerItem+1), exceeded)
		// Each function has a count of its own; reads and the local area have none.
		expect(t, a, "get", `"a"`, `{"a":117}`)
		mustDo(t, s.Local(), "set", `{"a":1}`)
		for range MaxWriteOperationsPerMinute {
			mustDo(t, a, "remove", `"a"`)
			mustDo(t, a, "clear", ``)
		}
		expectError(t, a, "remove", `"a"`, exceeded)
		expectError(t, a, "clear", ``, exceeded)
		// Waiting half a minute gives nothing back: the window ends as a whole.
		time.Sleep(30 * time.Second)
		expectError(t, a, "set", `{"a":0}`, exceeded)
		time.Sleep(30*time.Second + 1)
		for range MaxWriteOperationsPerMinute {
			mustDo(t, a, "set", `{"a":0}`)
		}
		expectError(t, a, "set", `{"a":0}`, exceeded)
	})
}

func TestSyncWritesPerHour(t *testing.T) {
	const exceeded = "This request exceeds the MAX_WRITE_OPERATIONS_PER_HOUR quota."
	synctest.Test(t, func(t *testing.T) {
		a := mustOpenMemory(t, Options{}).Sync()
		for i := range MaxWriteOperationsPerHour {
			mustDo(t, a, "set", `{"a":0}`)
			if (i+1)%100 == 0 {
				time.Sleep(time.Minute + 1)
			}
		}
		expectError(t, a, "set", `{"a":0}`, exceeded)
		time.Sleep(time.Hour)
		mustDo(t, a, "set", `{"a":0}`)
	})
}
