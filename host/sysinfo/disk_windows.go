package sysinfo

import (
	"fmt"
	"os"

	"golang.org/x/sys/windows"
)

// ReadDisk tells about the disk.
func ReadDisk() (Disk, error) {
	drive := os.Getenv("SystemDrive") + `\`
	path, err := windows.UTF16PtrFromString(drive)
	if err != nil {
		return Disk{}, err
	}
	d := Disk{Name: drive}
	if err := windows.GetDiskFreeSpaceEx(path, &d.Available, &d.Capacity, nil); err != nil {
		return Disk{}, fmt.Errorf("cannot tell the size of %s: %w", drive, err)
	}
	return d, nil
}
