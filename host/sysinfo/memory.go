package sysinfo

// Memory is the memory of this computer, in bytes; 0 where the system does not
// tell.
type Memory struct {
	Capacity, Available uint64
}
