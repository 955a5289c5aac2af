package sysinfo

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

var globalMemoryStatusEx = windows.NewLazySystemDLL("kernel32.dll").NewProc("GlobalMemoryStatusEx")

// memoryStatusEx is MEMORYSTATUSEX.
type memoryStatusEx struct {
	length                                        uint32
	memoryLoad                                    uint32
	totalPhys, availPhys                          uint64
	totalPageFile, availPageFile                  uint64
	totalVirtual, availVirtual, availExtendedVirt uint64
}

// ReadMemory tells about the memory.
func ReadMemory() Memory {
	status := memoryStatusEx{}
	status.length = uint32(unsafe.Sizeof(status))
	if ok, _, _ := globalMemoryStatusEx.Call(uintptr(unsafe.Pointer(&status))); ok == 0 {
		return Memory{}
	}
	return Memory{Capacity: status.totalPhys, Available: status.availPhys}
}
