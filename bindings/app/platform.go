package app

import (
	"runtime"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
)

type platformInfo struct {
	OS       string
	Arch     string
	NaClArch *string
}

// Chrome's words for systems and processors, where Go has others.
var (
	platformOS   = map[string]string{"darwin": "mac", "windows": "win"}
	platformArch = map[string]string{
		"386": "x86-32", "amd64": "x86-64", "mipsle": "mips", "mips64le": "mips64", "ppc64le": "ppc64",
	}
	// naclArch has the processors that Native Client was made for.
	naclArch = map[string]bool{"arm": true, "x86-32": true, "x86-64": true, "mips": true, "mips64": true, "ppc64": true}
)

func (r *Runtime) getPlatformInfo(extension.None) (platformInfo, error) {
	return platformOf(runtime.GOOS, runtime.GOARCH), nil
}

func platformOf(goos, goarch string) platformInfo {
	info := platformInfo{OS: goos, Arch: goarch}
	if os, ok := platformOS[goos]; ok {
		info.OS = os
	}
	if arch, ok := platformArch[goarch]; ok {
		info.Arch = arch
	}
	if naclArch[info.Arch] {
		info.NaClArch = &info.Arch
	}
	return info
}
