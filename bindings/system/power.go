package system

import "github.com/tcpsrv-host/tcpsrv-host/bindings/extension"

type levelParams struct {
	Level string
}

// NewPower makes chrome.power. A server that must not fall asleep is kept awake
// by whoever runs the host.
func NewPower() *extension.API {
	return extension.NewAPI("power",
		extension.Sync("requestKeepAwake", func(levelParams) (extension.None, error) { return none, nil }),
		extension.Sync("releaseKeepAwake", func(extension.None) (extension.None, error) { return none, nil }),
	)
}
