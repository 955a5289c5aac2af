//go:build !linux && !darwin && !windows

package sysinfo

// ReadMemory tells about the memory.
func ReadMemory() Memory { return Memory{} }
