package sysinfo

// Disk is the file system that the computer runs from.
type Disk struct {
	Name                string // where it is mounted
	Capacity, Available uint64 // in bytes
}
