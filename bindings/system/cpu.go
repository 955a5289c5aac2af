package system

import (
	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/host/sysinfo"
)

type (
	cpuTime struct {
		User   float64
		Kernel float64
		Idle   float64
		Total  float64
	}
	processorInfo struct {
		Usage cpuTime
	}
	cpuInfo struct {
		NumOfProcessors int
		ArchName        string
		ModelName       string
		Features        []string
		Processors      []processorInfo
		Temperatures    []float64
	}
)

// NewCPU makes chrome.system.cpu.
func NewCPU() *extension.API {
	return extension.NewAPI("system.cpu", extension.Sync("getInfo", getCPUInfo))
}

func getCPUInfo(extension.None) (cpuInfo, error) {
	cpu := sysinfo.ReadCPU()
	info := cpuInfo{
		NumOfProcessors: len(cpu.Processors),
		ArchName:        cpu.Architecture,
		ModelName:       cpu.Model,
		Features:        cpu.Features,
	}
	for _, u := range cpu.Processors {
		info.Processors = append(info.Processors, processorInfo{cpuTime{
			User: float64(u.User), Kernel: float64(u.Kernel), Idle: float64(u.Idle), Total: float64(u.Total()),
		}})
	}
	return info, nil
}
