package sysinfo

import (
	"runtime"

	"golang.org/x/sys/cpu"
)

// CPU is the processors of this computer.
type CPU struct {
	Architecture string
	Model        string // "" where it is not known
	// Features are those that Chrome asks for, which are of x86 only.
	Features   []string
	Processors []Usage
}

// Usage is how long a processor has done what since the computer was started,
// in ticks of the system. It is all 0 where the system does not tell.
type Usage struct {
	User, Kernel, Idle uint64
}

// Total is the time of all.
func (u Usage) Total() uint64 { return u.User + u.Kernel + u.Idle }

// ReadCPU tells about the processors.
func ReadCPU() CPU {
	c := CPU{Architecture: architecture(), Model: cpuModel(), Features: cpuFeatures(), Processors: cpuUsage()}
	if c.Processors == nil {
		c.Processors = make([]Usage, runtime.NumCPU())
	}
	return c
}

// architecture gives the name that uname has for it.
func architecture() string {
	switch runtime.GOARCH {
	case "amd64":
		return "x86_64"
	case "386":
		return "x86"
	case "arm64":
		if runtime.GOOS == "linux" {
			return "aarch64"
		}
	}
	return runtime.GOARCH
}

func cpuFeatures() []string {
	features := []string{}
	for _, f := range []struct {
		has  bool
		name string
	}{
		{cpu.X86.HasSSE2, "mmx"}, // whatever has the one has the others
		{cpu.X86.HasSSE2, "sse"},
		{cpu.X86.HasSSE2, "sse2"},
		{cpu.X86.HasSSE3, "sse3"},
		{cpu.X86.HasSSSE3, "ssse3"},
		{cpu.X86.HasSSE41, "sse4_1"},
		{cpu.X86.HasSSE42, "sse4_2"},
		{cpu.X86.HasAVX, "avx"},
	} {
		if f.has {
			features = append(features, f.name)
		}
	}
	return features
}
