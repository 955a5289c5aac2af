package storage

import (
	"os"
	"testing"

	"go.uber.org/goleak"
)

// childEnv names the part that this test binary plays as a child process, and childDir the profile directory it uses.
const (
	childEnv = "STORAGE_TEST_CHILD"
	childDir = "STORAGE_TEST_DIR"
)

// children are the parts, by the names that childEnv takes. Files for one system add theirs.
var children = map[string]func(dir string) error{
	"hold":  holdStore,
	"write": writeForever,
}

func TestMain(m *testing.M) {
	if part, ok := children[os.Getenv(childEnv)]; ok {
		if err := part(os.Getenv(childDir)); err != nil {
			os.Stderr.WriteString(err.Error() + "\n")
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m)
}
