//go:build !linux && !darwin && !windows

package sysinfo

import (
	"fmt"
	"runtime"
)

// ReadDisk tells about the disk.
func ReadDisk() (Disk, error) {
	return Disk{}, fmt.Errorf("the size of the disk is not known on %s", runtime.GOOS)
}
