// Package storage binds chrome.storage to the areas of host/storage.
package storage

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/host/storage"
)

const namespace = "storage"

// maxSustainedWriteOperationsPerMinute is a limit that Chrome has given up; the
// constant is still there.
const maxSustainedWriteOperationsPerMinute = 1000000

// API is chrome.storage of an App.
type API struct {
	areas []*area // in the order of the keys of chrome.storage
}

// changed is the arguments of chrome.storage.onChanged.
type changed struct {
	Changes  extension.JSON
	AreaName string
}

// New makes chrome.storage of a store.
func New(app *extension.App, store *storage.Store) *API {
	onChanged := extension.NewEvent[changed](app, namespace, "onChanged")
	return &API{areas: []*area{
		newArea(app, store.Sync(), onChanged,
			constant{"QUOTA_BYTES", storage.SyncQuotaBytes},
			constant{"QUOTA_BYTES_PER_ITEM", storage.SyncQuotaBytesPerItem},
			constant{"MAX_ITEMS", storage.SyncMaxItems},
			constant{"MAX_WRITE_OPERATIONS_PER_HOUR", storage.MaxWriteOperationsPerHour},
			constant{"MAX_WRITE_OPERATIONS_PER_MINUTE", storage.MaxWriteOperationsPerMinute},
			constant{"MAX_SUSTAINED_WRITE_OPERATIONS_PER_MINUTE", maxSustainedWriteOperationsPerMinute}),
		newArea(app, store.Managed(), onChanged),
		newArea(app, store.Local(), onChanged,
			constant{"QUOTA_BYTES", storage.LocalQuotaBytes}),
	}}
}

// Name gives the name of the namespace.
func (a *API) Name() string { return namespace }

// Install makes chrome.storage in a page.
func (api *API) Install(p *extension.Page) {
	o := p.Namespace(namespace)
	for _, a := range api.areas {
		o.Set(a.store.Name(), a.object(p))
	}
	api.areas[0].methods.InstallTypes(p)
}

// object makes the StorageArea object of an area in a page. Unlike a namespace
// it has a class, so its methods refuse to run on another object, also on that
// of another area.
func (a *area) object(p *extension.Page) *goja.Object {
	o := extension.NewClass[area](p, "StorageArea").New(a)
	a.methods.InstallMethods(p, o, "StorageArea", func(this goja.Value) bool { return this == o })
	event := p.EventObject(a.namespace, "onChanged")
	getter := p.NewFunction("", func(goja.FunctionCall) goja.Value { return event })
	o.DefineAccessorProperty("onChanged", getter, nil, goja.FLAG_TRUE, goja.FLAG_TRUE)
	for _, c := range a.constants {
		o.Set(c.name, c.value)
	}
	return o
}
