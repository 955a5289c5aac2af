package sysinfo

import (
	"net/netip"
	"runtime"
	"slices"
	"testing"
)

func TestNetworkInterfaces(t *testing.T) {
	list, err := NetworkInterfaces()
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range list {
		switch {
		case i.Name == "" || !i.Address.IsValid():
			t.Errorf("%+v is not whole", i)
		case i.Address.IsLoopback():
			t.Errorf("%+v is of the loopback", i)
		case i.Address.Is4In6() || i.Address.Zone() != "":
			t.Errorf("%v is not as Chrome writes it", i.Address)
		case i.PrefixLength < 0 || i.PrefixLength > i.Address.BitLen():
			t.Errorf("%+v has no such prefix", i)
		}
	}
	if !slices.IsSortedFunc(list, func(a, b NetworkInterface) int { return netip.Addr.Compare(a.Address, b.Address) }) {
		t.Errorf("%v is not in order", list)
	}
}

func TestCPU(t *testing.T) {
	c := ReadCPU()
	if c.Architecture == "" || c.Features == nil || len(c.Processors) == 0 {
		t.Errorf("%+v is not whole", c)
	}
}

func TestMemoryAndDisk(t *testing.T) {
	if !slices.Contains([]string{"linux", "darwin", "windows"}, runtime.GOOS) {
		t.Skip("not known on " + runtime.GOOS)
	}
	if m := ReadMemory(); m.Capacity == 0 || m.Available > m.Capacity {
		t.Errorf("the memory is %+v", m)
	}
	if d, err := ReadDisk(); err != nil || d.Name == "" || d.Capacity == 0 || d.Available > d.Capacity {
		t.Errorf("the disk is %+v, %v", d, err)
	}
}
