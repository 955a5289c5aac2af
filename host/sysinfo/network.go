// Package sysinfo tells what chrome.system.* says about the computer: its
// network interfaces, processors, memory and disk.
package sysinfo

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
)

// NetworkInterface is an address of this computer on a network.
type NetworkInterface struct {
	Name         string
	Address      netip.Addr
	PrefixLength int
}

// NetworkInterfaces lists the addresses of the interfaces that are up, without
// those of the loopback, in Chrome's order: IPv4 first, then by their bytes.
func NetworkInterfaces() ([]NetworkInterface, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("cannot list the network interfaces: %w", err)
	}
	list := []NetworkInterface{}
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 || i.Flags&net.FlagLoopback != 0 {
			continue
		}
		addresses, err := i.Addrs()
		if err != nil {
			continue // the interface has gone meanwhile
		}
		for _, a := range addresses {
			if one, ok := networkInterface(i.Name, a); ok {
				list = append(list, one)
			}
		}
	}
	slices.SortFunc(list, func(a, b NetworkInterface) int { return a.Address.Compare(b.Address) })
	return list, nil
}

func networkInterface(name string, a net.Addr) (NetworkInterface, bool) {
	network, ok := a.(*net.IPNet)
	if !ok {
		return NetworkInterface{}, false
	}
	address, ok := netip.AddrFromSlice(network.IP)
	if !ok {
		return NetworkInterface{}, false
	}
	ones, _ := network.Mask.Size()
	return NetworkInterface{Name: name, Address: address.Unmap(), PrefixLength: ones}, true
}
