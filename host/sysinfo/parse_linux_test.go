package sysinfo

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseStat(t *testing.T) {
	const text = "cpu  30 3 12 200 5\ncpu0 10 1 5 90 5 0 0\ncpu1 20 2 7 110 0\ncpu2\nintr 1 2 3 4 5\n"
	want := []Usage{{User: 11, Kernel: 5, Idle: 90}, {User: 22, Kernel: 7, Idle: 110}}
	if diff := cmp.Diff(want, parseStat([]byte(text))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if total := want[0].Total(); total != 106 {
		t.Errorf("the total is %d", total)
	}
}

func TestParseMeminfo(t *testing.T) {
	const text = "MemTotal:       2000 kB\nMemFree:         100 kB\nMemAvailable:   1500 kB\nHugePages_Total:   0\nodd\n"
	if got, want := parseMeminfo(text), (Memory{Capacity: 2000 << 10, Available: 1500 << 10}); got != want {
		t.Errorf("the memory is %+v, want %+v", got, want)
	}
}
