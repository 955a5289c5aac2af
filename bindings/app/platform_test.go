package app

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPlatformOf(t *testing.T) {
	nacl := func(arch string) *string { return &arch }
	tests := []struct {
		goos, goarch string
		want         platformInfo
	}{
		{"linux", "amd64", platformInfo{"linux", "x86-64", nacl("x86-64")}},
		{"windows", "386", platformInfo{"win", "x86-32", nacl("x86-32")}},
		{"darwin", "arm64", platformInfo{"mac", "arm64", nil}},
		{"openbsd", "riscv64", platformInfo{"openbsd", "riscv64", nil}},
		{"linux", "mips64le", platformInfo{"linux", "mips64", nacl("mips64")}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, platformOf(test.goos, test.goarch)); diff != "" {
			t.Errorf("%s/%s (-want +got):\n%s", test.goos, test.goarch, diff)
		}
	}
}
