package fetch

import (
	"bytes"
	"crypto/rand"
	"mime"
	"slices"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

// formData is the state of a FormData.
type formData struct{ entries []formEntry }

// formEntry is a field of a form: text, or a file.
type formEntry struct {
	name, text string
	file       *web.File // nil for text
	object     *goja.Object
}

// newFormDataInterface makes FormData.
//
// See https://xhr.spec.whatwg.org/#interface-formdata.
func (a *area) newFormDataInterface() *web.Interface {
	i := web.NewInterface(a.vm, "FormData", nil, 0, func(o *goja.Object, args web.Arguments) *goja.Object {
		f := &formData{}
		a.formData().Adopt(o, f)
		if args.Has(0) {
			entries, ok := web.FormEntries(a.vm, args.At(0), args.At(1))
			if !ok {
				panic(args.WrongType(0, "HTMLFormElement"))
			}
			for _, e := range entries {
				entry := formEntry{name: e.Name}
				if file, isFile := web.FileOf(a.vm, e.Value); isFile {
					entry.file, entry.object = file, e.Value.(*goja.Object)
				} else {
					entry.text = e.Value.String()
				}
				f.entries = append(f.entries, entry)
			}
		}
		return o
	})
	named := func(name string) func(formEntry) bool { return func(e formEntry) bool { return e.name == name } }
	web.Operation(i, "append", 2, func(f *formData, args web.Arguments) goja.Value {
		f.entries = append(f.entries, a.formEntry(args))
		return goja.Undefined()
	})
	web.Operation(i, "delete", 1, func(f *formData, args web.Arguments) goja.Value {
		f.entries = slices.DeleteFunc(f.entries, named(args.String(0)))
		return goja.Undefined()
	})
	web.Operation(i, "get", 1, func(f *formData, args web.Arguments) goja.Value {
		if at := slices.IndexFunc(f.entries, named(args.String(0))); at >= 0 {
			return f.entries[at].value(a.vm)
		}
		return goja.Null()
	})
	web.Operation(i, "getAll", 1, func(f *formData, args web.Arguments) goja.Value {
		values, wanted := []any{}, named(args.String(0))
		for _, e := range f.entries {
			if wanted(e) {
				values = append(values, e.value(a.vm))
			}
		}
		return a.vm.NewArray(values...)
	})
	web.Operation(i, "has", 1, func(f *formData, args web.Arguments) goja.Value {
		return a.vm.ToValue(slices.ContainsFunc(f.entries, named(args.String(0))))
	})
	web.Operation(i, "set", 2, func(f *formData, args web.Arguments) goja.Value {
		fresh := a.formEntry(args)
		at := slices.IndexFunc(f.entries, named(fresh.name))
		if at < 0 {
			f.entries = append(f.entries, fresh)
			return goja.Undefined()
		}
		rest := slices.DeleteFunc(f.entries[at+1:], named(fresh.name))
		f.entries = f.entries[:at+1+len(rest)]
		f.entries[at] = fresh
		return goja.Undefined()
	})
	web.Pairs(i, func(f *formData, index int) (key, value goja.Value, ok bool) {
		if index >= len(f.entries) {
			return nil, nil, false
		}
		return a.vm.ToValue(f.entries[index].name), f.entries[index].value(a.vm), true
	})
	return i
}

func (e *formEntry) value(vm *goja.Runtime) goja.Value {
	if e.file == nil {
		return vm.ToValue(e.text)
	}
	return e.object
}

// formEntry makes an entry of the arguments name, value and filename.
func (a *area) formEntry(args web.Arguments) formEntry {
	name := args.String(0)
	blob, ok := web.BlobOf(a.vm, args.At(1))
	if !ok {
		if args.Has(2) {
			panic(args.WrongType(1, "Blob"))
		}
		return formEntry{name: name, text: args.String(1)}
	}
	file, isFile := web.FileOf(a.vm, args.At(1))
	switch {
	case args.Has(2):
		changed := web.File{Blob: blob, Name: args.String(2), LastModified: time.Now().UnixMilli()}
		if isFile {
			changed.LastModified = file.LastModified
		}
		file = &changed
	case isFile:
		return formEntry{name: name, file: file, object: args.At(1).(*goja.Object)}
	default:
		file = &web.File{Blob: blob, Name: "blob", LastModified: time.Now().UnixMilli()}
	}
	return formEntry{name: name, file: file, object: web.NewFile(a.vm, file)}
}

// encode gives the form as multipart/form-data. Files are not read yet.
//
// See https://html.spec.whatwg.org/#multipart-form-data.
func (f *formData) encode() (blob *web.Blob, boundary string) {
	boundary = "----WebKitFormBoundary" + randomText(16)
	var sources []web.Source
	var text bytes.Buffer
	flush := func() {
		sources = append(sources, web.Bytes(bytes.Clone(text.Bytes())))
		text.Reset()
	}
	for _, e := range f.entries {
		text.WriteString("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + escapeName(e.name) + `"`)
		if e.file == nil {
			text.WriteString("\r\n\r\n" + crlf(e.text) + "\r\n")
			continue
		}
		typ := e.file.Type()
		if typ == "" {
			typ = "application/octet-stream"
		}
		text.WriteString("; filename=\"" + escapeName(e.file.Name) + "\"\r\nContent-Type: " + typ + "\r\n\r\n")
		flush()
		sources = append(sources, e.file.Blob)
		text.WriteString("\r\n")
	}
	text.WriteString("--" + boundary + "--\r\n")
	flush()
	return web.MakeBlob("", sources...), boundary
}

func escapeName(name string) string {
	return strings.NewReplacer("\n", "%0A", "\r", "%0D", `"`, "%22").Replace(name)
}

// crlf makes all line ends those of the network.
func crlf(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	return strings.ReplaceAll(text, "\n", "\r\n")
}

func randomText(n int) string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789AB"
	data := make([]byte, n)
	_, _ = rand.Read(data) // never fails
	for i, b := range data {
		data[i] = letters[b%64]
	}
	return string(data)
}

// parseForm makes a FormData of a body by its type.
func (a *area) parseForm(typ string, data []byte) goja.Value {
	essence, parameters, err := mime.ParseMediaType(typ)
	f := &formData{}
	switch boundary := parameters["boundary"]; {
	case err != nil || essence == "multipart/form-data" && boundary == "":
		panic(a.vm.NewTypeError("Invalid MIME type"))
	case essence == "multipart/form-data":
		var ok bool
		if f.entries, ok = parseMultipart(data, boundary); !ok {
			panic(a.failed())
		}
		for i, e := range f.entries {
			if e.file != nil {
				f.entries[i].object = web.NewFile(a.vm, e.file)
			}
		}
	case essence == "application/x-www-form-urlencoded":
		for _, p := range web.ParseForm(string(data)) {
			f.entries = append(f.entries, formEntry{name: p.Name, text: p.Value})
		}
	default:
		panic(a.failed())
	}
	return a.formData().New(f)
}

// parseMultipart parses multipart/form-data, as what encode makes.
func parseMultipart(data []byte, boundary string) (entries []formEntry, ok bool) {
	delimiter := []byte("--" + boundary)
	_, rest, found := bytes.Cut(data, delimiter)
	if !found {
		return nil, false
	}
	for {
		if bytes.HasPrefix(rest, []byte("--")) {
			return entries, true
		}
		head, after, ok := bytes.Cut(bytes.TrimPrefix(rest, []byte("\r\n")), []byte("\r\n\r\n"))
		if !ok {
			return nil, false
		}
		content, next, ok := bytes.Cut(after, append([]byte("\r\n"), delimiter...))
		if !ok {
			return nil, false
		}
		entry, ok := parsePart(string(head), content)
		if !ok {
			return nil, false
		}
		entries, rest = append(entries, entry), next
	}
}

func parsePart(head string, content []byte) (e formEntry, ok bool) {
	typ := "text/plain"
	filename, isFile := "", false
	for line := range strings.SplitSeq(head, "\r\n") {
		name, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(name) {
		case "content-type":
			typ = value
		case "content-disposition":
			if e.name, ok = parameter(value, "name"); !ok {
				return e, false
			}
			filename, isFile = parameter(value, "filename")
		}
	}
	if isFile {
		e.file = &web.File{
			Blob: web.MakeBlob(web.BlobType(typ), web.Bytes(bytes.Clone(content))), Name: filename, LastModified: time.Now().UnixMilli(),
		}
	} else {
		e.text = utf8Text(content)
	}
	return e, ok
}

// parameter gives a parameter of Content-Disposition: nothing in it is escaped
// but by percent signs, which stay.
func parameter(disposition, name string) (value string, ok bool) {
	for rest := disposition; ; {
		at := strings.IndexByte(rest, ';')
		if at < 0 {
			return "", false
		}
		rest = strings.TrimLeft(rest[at+1:], " \t")
		key, after, isPair := strings.Cut(rest, "=")
		if !isPair {
			return "", false
		}
		if quoted, isQuoted := strings.CutPrefix(after, `"`); isQuoted {
			value, after, _ = strings.Cut(quoted, `"`)
		} else {
			value, _, _ = strings.Cut(after, ";")
			value = strings.TrimSpace(value)
		}
		if strings.EqualFold(strings.TrimSpace(key), name) {
			return value, true
		}
		rest = after
	}
}
