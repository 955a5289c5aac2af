package dom

import (
	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

// Click does what a person's click on the first element does that matches the
// selector. It reports whether there was one that can be used; the error is
// that the selector is none.
func (d *Document) Click(selector string) (done bool, err error) {
	return d.drive("click", selector, goja.Undefined())
}

// Fill types a value into a field, chooses an option, or checks a box unless
// the value is false. See Click.
func (d *Document) Fill(selector, value string) (done bool, err error) {
	return d.drive("fill", selector, d.vm.ToValue(value))
}

// ChooseFiles chooses files in an input of that type. See Click.
func (d *Document) ChooseFiles(selector string, files ...*web.File) (done bool, err error) {
	return d.drive("choose-files", selector, web.NewFileList(d.vm, files...))
}

func (d *Document) drive(kind, selector string, value goja.Value) (done bool, err error) {
	d.object()
	d.realm.Run(func() {
		var v goja.Value
		if v, err = d.library.functions.drive(goja.Undefined(), d.vm.ToValue(kind), d.vm.ToValue(selector), value); err == nil {
			done = v.ToBoolean()
		}
	})
	return done, err
}

// HTML gives the document as text, as it is now.
func (d *Document) HTML() (text string) {
	d.object()
	d.realm.Run(func() { text = d.library.call(d.library.functions.html).String() })
	return text
}
