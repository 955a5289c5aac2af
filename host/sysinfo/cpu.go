package sysinfo

import "runtime"

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
