package storage

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"testing"
)

// await makes a call and waits for its result.
func await[T any](call func(done func(T, error))) (T, error) {
	type result struct {
		value T
		err   error
	}
	c := make(chan result, 1)
	call(func(value T, err error) { c <- result{value, err} })
	r := <-c
	return r.value, r.err
}

// do calls a method by its name in chrome.storage with a JSON argument and returns its result as JSON text.
func do(a *Area, method, arg string) (string, error) {
	var result any
	var err error
	raw := json.RawMessage(arg)
	switch method {
	case "get":
		result, err = await(func(done func(json.RawMessage, error)) { a.Get(raw, done) })
	case "getKeys":
		result, err = await(a.GetKeys)
	case "getBytesInUse":
		result, err = await(func(done func(int, error)) { a.GetBytesInUse(raw, done) })
	case "set":
		result, err = await(func(done func(Changes, error)) { a.Set(raw, done) })
	case "remove":
		result, err = await(func(done func(Changes, error)) { a.Remove(raw, done) })
	case "clear":
		result, err = await(a.Clear)
	case "seed":
		err = a.Seed(raw)
	default:
		panic("no method " + method)
	}
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(result)
	return string(text), err
}

// expect fails the test unless a call gives this result.
func expect(t *testing.T, a *Area, method, arg, want string) {
	t.Helper()
	got, err := do(a, method, arg)
	if err != nil {
		t.Fatalf("%s.%s(%.80s): error %q, want %.200s", a.Name(), method, arg, err, want)
	}
	if got != want {
		t.Fatalf("%s.%s(%.80s) = %.200s, want %.200s", a.Name(), method, arg, got, want)
	}
}

// expectError fails the test unless a call gives this error.
func expectError(t *testing.T, a *Area, method, arg, want string) {
	t.Helper()
	got, err := do(a, method, arg)
	if err == nil {
		t.Fatalf("%s.%s(%.80s) = %.200s, want the error %q", a.Name(), method, arg, got, want)
	}
	if err.Error() != want {
		t.Fatalf("%s.%s(%.80s): error %q, want %q", a.Name(), method, arg, err, want)
	}
}

func mustOpen(t testing.TB, dir string, options Options) *Store {
	t.Helper()
	s, err := Open(dir, options)
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	closeAtEnd(t, s)
	return s
}

func mustOpenMemory(t testing.TB, options Options) *Store {
	t.Helper()
	s, err := OpenMemory(options)
	if err != nil {
		t.Fatalf("OpenMemory: %v", err)
	}
	closeAtEnd(t, s)
	return s
}

func closeAtEnd(t testing.TB, s *Store) {
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
}

// onEachMedium runs a test on a store in memory and on one on disk.
func onEachMedium(t *testing.T, options Options, test func(*testing.T, *Store)) {
	t.Run("memory", func(t *testing.T) { test(t, mustOpenMemory(t, options)) })
	t.Run("disk", func(t *testing.T) { test(t, mustOpen(t, t.TempDir(), options)) })
}

// child prepares a process that plays a part on a profile directory.
func child(t *testing.T, part, dir string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s", childEnv, part), fmt.Sprintf("%s=%s", childDir, dir))
	cmd.Stderr = os.Stderr
	return cmd
}
