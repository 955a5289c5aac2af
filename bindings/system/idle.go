package system

import "github.com/tcpsrv-host/tcpsrv-host/bindings/extension"

type (
	queryStateParams struct {
		DetectionIntervalInSeconds int
	}
	setDetectionIntervalParams struct {
		IntervalInSeconds int
	}
)

// NewIdle makes chrome.idle.
func NewIdle() *extension.API {
	return extension.NewAPI("idle",
		extension.Sync("queryState", func(queryStateParams) (string, error) { return "active", nil }),
		extension.Sync("setDetectionInterval", func(setDetectionIntervalParams) (extension.None, error) { return none, nil }),
	)
}
