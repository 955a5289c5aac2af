//go:build linux || darwin

package sysinfo

import (
	"fmt"

	"golang.org/x/sys/unix"
)

const rootDisk = "/"

// ReadDisk tells about the disk.
func ReadDisk() (Disk, error) {
	var s unix.Statfs_t
	if err := unix.Statfs(rootDisk, &s); err != nil {
		return Disk{}, fmt.Errorf("cannot tell the size of %s: %w", rootDisk, err)
	}
	block := uint64(s.Bsize)
	return Disk{Name: rootDisk, Capacity: s.Blocks * block, Available: s.Bavail * block}, nil
}
