package system

import (
	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/host/sysinfo"
)

type networkInterface struct {
	Name         string
	Address      string
	PrefixLength int
}

// errNetwork is the text of Chrome's lastError.
const errNetwork = extension.Error("Network interface lookup failed or unsupported")

// NewNetwork makes chrome.system.network.
func NewNetwork() *extension.API {
	return extension.NewAPI("system.network", extension.Sync("getNetworkInterfaces", getNetworkInterfaces))
}

func getNetworkInterfaces(extension.None) ([]networkInterface, error) {
	interfaces, err := sysinfo.NetworkInterfaces()
	if err != nil {
		return nil, errNetwork
	}
	list := []networkInterface{}
	for _, i := range interfaces {
		list = append(list, networkInterface{i.Name, i.Address.String(), i.PrefixLength})
	}
	return list, nil
}
