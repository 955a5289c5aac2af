package main

import (
	"testing"
	"time"
)

func TestPercentFor(t *testing.T) {
	for _, c := range []struct {
		live    uint64
		garbage int
		want    int
	}{
		{0, leastGarbage, maxPercent}, {2 << 20, leastGarbage, maxPercent}, {16 << 20, leastGarbage, 200}, {1 << 30, leastGarbage, 101},
		{4 << 20, mostGarbage, 4 * maxPercent}, {16 << 20, mostGarbage, 500}, {1 << 30, mostGarbage, 106},
	} {
		if got := percentFor(c.live, c.garbage); got != c.want {
			t.Errorf("percentFor(%d, %d) is %d, want %d", c.live, c.garbage, got, c.want)
		}
	}
}

func TestMoreGarbageIsAllowedUnderLoad(t *testing.T) {
	allowed := leastGarbage
	for _, c := range []struct {
		lasted time.Duration
		want   int
	}{
		{time.Minute, leastGarbage}, {time.Millisecond, 2 * leastGarbage}, {busyInterval, 2 * leastGarbage}, {0, mostGarbage}, {0, mostGarbage}, {2 * time.Second, leastGarbage},
	} {
		if allowed = garbageAfter(allowed, c.lasted); allowed != c.want {
			t.Fatalf("after %v %d bytes are allowed, want %d", c.lasted, allowed, c.want)
		}
	}
}
