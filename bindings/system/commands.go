package system

import (
	"cmp"
	"slices"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
)

// Command is a keyboard shortcut of the manifest. Shortcut is empty when the
// manifest suggests none.
type Command struct {
	Name        string
	Description string
	Shortcut    string
}

// NewCommands makes chrome.commands.
func NewCommands(commands []Command) *extension.API {
	sorted := slices.SortedFunc(slices.Values(commands), func(a, b Command) int { return cmp.Compare(a.Name, b.Name) })
	return extension.NewAPI("commands",
		extension.Sync("getAll", func(extension.None) ([]commandInfo, error) {
			list := []commandInfo{}
			for _, c := range sorted {
				list = append(list, commandInfo{&c.Name, &c.Description, &c.Shortcut})
			}
			return list, nil
		}),
	)
}

type commandInfo struct {
	Name        *string
	Description *string
	Shortcut    *string
}
