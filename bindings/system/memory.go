package system

import (
	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/host/sysinfo"
)

type memoryInfo struct {
	Capacity          float64
	AvailableCapacity float64
}

// NewMemory makes chrome.system.memory.
func NewMemory() *extension.API {
	return extension.NewAPI("system.memory", extension.Sync("getInfo", getMemoryInfo))
}

func getMemoryInfo(extension.None) (memoryInfo, error) {
	m := sysinfo.ReadMemory()
	return memoryInfo{float64(m.Capacity), float64(m.Available)}, nil
}
