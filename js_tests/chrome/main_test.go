package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tcpsrv-host/tcpsrv-host/js_tests/runner"
)

func TestBatches(t *testing.T) {
	var tests []runner.Test
	for range testsPerBrowser + 1 {
		tests = append(tests, runner.Test{})
	}
	tests[3].Alone = "reason"
	var got []int
	for _, batch := range batches(tests) {
		got = append(got, len(batch))
	}
	if diff := cmp.Diff([]int{1, testsPerBrowser}, got); diff != "" {
		t.Errorf("sizes (-want +got):\n%s", diff)
	}
}
