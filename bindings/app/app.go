// Package app binds chrome.runtime and chrome.app.runtime: what an App knows of
// itself, its life cycle, and the messages between its pages.
package app

import "github.com/tcpsrv-host/tcpsrv-host/bindings/extension"

// Identity is what an App is.
type Identity struct {
	ID      string
	Version string
	// Manifest is the JSON text of the manifest, the keys of objects sorted.
	Manifest extension.JSON
}

// origin is the origin of the App's pages.
func (i *Identity) origin() string { return "chrome-extension://" + i.ID }

// Host is what chrome.runtime asks of the one who runs the App. It is called on
// the loop's goroutine.
type Host interface {
	// PageURL gives the address of a page.
	PageURL(*extension.Page) string
	// BackgroundPage gives the global object of the background page, when its
	// scripts have run; the Maker gives it as another page may see it.
	BackgroundPage(done func(extension.Maker, error))
	// PackageDirectory gives the DirectoryEntry of the App's own files.
	PackageDirectory(done func(extension.Maker, error))
	// Reload ends the App and starts it anew, after the task under way.
	Reload()
}
