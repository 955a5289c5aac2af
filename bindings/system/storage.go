package system

import (
	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/host/sysinfo"
)

type (
	storageUnitInfo struct {
		ID       string
		Name     string
		Type     string
		Capacity float64
	}
	availableCapacityInfo struct {
		ID                string
		AvailableCapacity float64
	}
	deviceParams struct {
		ID string
	}
)

// errAvailableCapacity is the text of Chrome's lastError.
const errAvailableCapacity = extension.Error("Error occurred when querying available capacity.")

// storage is chrome.system.storage of an App: the disk that the computer runs
// from.
type storage struct {
	id string
}

// NewStorage makes chrome.system.storage.
func NewStorage() *extension.API {
	s := &storage{id: newUUID()}
	return extension.NewAPI("system.storage",
		extension.Sync("getInfo", s.getInfo),
		extension.Sync("ejectDevice", s.ejectDevice),
		extension.Sync("getAvailableCapacity", s.getAvailableCapacity),
	)
}

func (s *storage) getInfo(extension.None) ([]storageUnitInfo, error) {
	disk, err := sysinfo.ReadDisk()
	if err != nil {
		return []storageUnitInfo{}, nil
	}
	return []storageUnitInfo{{ID: s.id, Name: disk.Name, Type: "fixed", Capacity: float64(disk.Capacity)}}, nil
}

func (s *storage) ejectDevice(p deviceParams) (string, error) {
	if p.ID == s.id {
		return "failure", nil
	}
	return "no_such_device", nil
}

func (s *storage) getAvailableCapacity(p deviceParams) (availableCapacityInfo, error) {
	disk, err := sysinfo.ReadDisk()
	if err != nil || p.ID != s.id {
		return availableCapacityInfo{}, errAvailableCapacity
	}
	return availableCapacityInfo{s.id, float64(disk.Available)}, nil
}
