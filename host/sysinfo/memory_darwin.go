package sysinfo

import "golang.org/x/sys/unix"

// ReadMemory tells about the memory.
func ReadMemory() Memory {
	capacity, _ := unix.SysctlUint64("hw.memsize")
	free, _ := unix.SysctlUint32("vm.page_free_count")
	return Memory{Capacity: capacity, Available: uint64(free) * uint64(unix.Getpagesize())}
}
