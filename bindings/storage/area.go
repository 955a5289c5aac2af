package storage

import (
	"cmp"
	"encoding/json"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/storage"
)

type (
	// getParams are the parameters of get, remove and getBytesInUse.
	getParams struct {
		Keys keys
	}
	setParams struct {
		Items items
	}
	accessOptions struct {
		AccessLevel string
	}
	setAccessLevelParams struct {
		AccessOptions accessOptions
	}
)

type constant struct {
	name  string
	value int
}

// area is a StorageArea of an App.
type area struct {
	namespace   string
	store       *storage.Area
	loop        *eventloop.Loop
	methods     *extension.API
	constants   []constant
	onChanged   *extension.Event[extension.JSON] // of this area
	onAnyChange *extension.Event[changed]        // of chrome.storage
}

func newArea(app *extension.App, store *storage.Area, onAnyChange *extension.Event[changed], constants ...constant) *area {
	a := &area{
		namespace:   namespace + "." + store.Name(),
		store:       store,
		loop:        app.Loop,
		constants:   constants,
		onAnyChange: onAnyChange,
	}
	a.onChanged = extension.NewEvent[extension.JSON](app, a.namespace, "onChanged")
	a.methods = extension.NewAPI(namespace,
		extension.Async("get", a.get),
		extension.Async("getKeys", a.getKeys),
		extension.Async("set", a.set),
		extension.Async("remove", a.remove),
		extension.Async("clear", a.clear),
		extension.Async("getBytesInUse", a.getBytesInUse),
		extension.Async("setAccessLevel", a.setAccessLevel),
	)
	return a
}

func (a *area) get(p getParams, reply *extension.Reply[extension.JSON]) {
	a.store.Get(json.RawMessage(p.Keys), func(items json.RawMessage, err error) { reply.Done(extension.JSON(items), err) })
}

func (a *area) getKeys(_ extension.None, reply *extension.Reply[[]string]) {
	a.store.GetKeys(reply.Done)
}

func (a *area) set(p setParams, reply *extension.Reply[extension.None]) {
	written := a.written(reply)
	if p.Items.binary {
		// An area that cannot be written to says so first.
		a.store.Set(json.RawMessage("{}"), func(_ storage.Changes, err error) { written(nil, cmp.Or[error](err, errBinary)) })
		return
	}
	a.store.Set(p.Items.text, written)
}

func (a *area) remove(p getParams, reply *extension.Reply[extension.None]) {
	a.store.Remove(json.RawMessage(p.Keys), a.written(reply))
}

func (a *area) clear(_ extension.None, reply *extension.Reply[extension.None]) {
	a.store.Clear(a.written(reply))
}

func (a *area) getBytesInUse(p getParams, reply *extension.Reply[int]) {
	a.store.GetBytesInUse(json.RawMessage(p.Keys), reply.Done)
}

// setAccessLevel has nothing to keep out: every page of an App is trusted.
func (a *area) setAccessLevel(_ setAccessLevelParams, reply *extension.Reply[extension.None]) {
	a.inTurn(func() { reply.Succeed(extension.None{}) })
}

// inTurn calls f when the calls made on the store so far are done, as callbacks
// come in the order of the calls.
func (a *area) inTurn(f func()) {
	a.store.GetKeys(func([]string, error) { f() })
}

// written answers a call that writes, after the events for what it changed.
func (a *area) written(reply *extension.Reply[extension.None]) func(storage.Changes, error) {
	return func(changes storage.Changes, err error) {
		if len(changes) > 0 {
			a.loop.Post(eventloop.TaskFunc(func() { a.dispatch(changes) }))
		}
		reply.Done(extension.None{}, err)
	}
}

func (a *area) dispatch(changes storage.Changes) {
	text, err := changes.MarshalJSON()
	if err != nil {
		panic(err) // the store itself wrote every value in it
	}
	a.onChanged.Dispatch(text)
	a.onAnyChange.Dispatch(changed{Changes: text, AreaName: a.store.Name()})
}
