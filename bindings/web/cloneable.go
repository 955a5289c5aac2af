package web

import "github.com/dop251/goja"

// The states of platform objects that structured clones may contain say how
// they are made anew, on the realm of another goroutine as well.

// Serialize gives what makes a clone.
func (b *Blob) Serialize() func(*goja.Runtime) *goja.Object {
	return func(vm *goja.Runtime) *goja.Object { return NewBlob(vm, b) }
}

// Serialize gives what makes a clone.
func (f *File) Serialize() func(*goja.Runtime) *goja.Object {
	return func(vm *goja.Runtime) *goja.Object { return NewFile(vm, f) }
}

// Serialize gives what makes a clone.
func (l *fileList) Serialize() func(*goja.Runtime) *goja.Object {
	var files []*File
	for _, v := range l.files {
		f, _ := FileOf(l.vm, v)
		files = append(files, f)
	}
	return func(vm *goja.Runtime) *goja.Object { return NewFileList(vm, files...) }
}

// Serialize gives what makes a clone. It has no stack, as in Chrome.
func (e *DOMError) Serialize() func(*goja.Runtime) *goja.Object {
	return func(vm *goja.Runtime) *goja.Object {
		p := pageOf(vm)
		return p.newException(e, p.exceptionPrototype(e.Name))
	}
}
