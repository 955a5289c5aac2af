package web

import (
	"errors"
	"strings"

	"github.com/dop251/goja"
)

// DOMError is a failure that scripts get to see as a DOMException.
type DOMError struct {
	Name, Message string

	quota, requested goja.Value // of a QuotaExceededError; nil for null
}

func (e *DOMError) Error() string { return e.Name + ": " + e.Message }

// Errors of Blobs and files, in Chrome's words.
var (
	ErrAbort       = &DOMError{Name: "AbortError", Message: "An ongoing operation was aborted, typically with a call to abort()."}
	ErrNotFound    = &DOMError{Name: "NotFoundError", Message: "A requested file or directory could not be found at the time an operation was processed."}
	ErrNotReadable = &DOMError{Name: "NotReadableError", Message: "The requested file could not be read, typically due to permission problems that have occurred after a reference to a file was acquired."}
)

// exceptionCodes are the constants of DOMException in order, the first one 1,
// and the names of the exceptions that have them as code; all others have 0.
var exceptionCodes = []struct{ constant, name string }{
	{"INDEX_SIZE_ERR", "IndexSizeError"},
	{"DOMSTRING_SIZE_ERR", ""},
	{"HIERARCHY_REQUEST_ERR", "HierarchyRequestError"},
	{"WRONG_DOCUMENT_ERR", "WrongDocumentError"},
	{"INVALID_CHARACTER_ERR", "InvalidCharacterError"},
	{"NO_DATA_ALLOWED_ERR", ""},
	{"NO_MODIFICATION_ALLOWED_ERR", "NoModificationAllowedError"},
	{"NOT_FOUND_ERR", "NotFoundError"},
	{"NOT_SUPPORTED_ERR", "NotSupportedError"},
	{"INUSE_ATTRIBUTE_ERR", "InUseAttributeError"},
	{"INVALID_STATE_ERR", "InvalidStateError"},
	{"SYNTAX_ERR", "SyntaxError"},
	{"INVALID_MODIFICATION_ERR", "InvalidModificationError"},
	{"NAMESPACE_ERR", "NamespaceError"},
	{"INVALID_ACCESS_ERR", "InvalidAccessError"},
	{"VALIDATION_ERR", ""},
	{"TYPE_MISMATCH_ERR", "TypeMismatchError"},
	{"SECURITY_ERR", "SecurityError"},
	{"NETWORK_ERR", "NetworkError"},
	{"ABORT_ERR", "AbortError"},
	{"URL_MISMATCH_ERR", "URLMismatchError"},
	{"QUOTA_EXCEEDED_ERR", "QuotaExceededError"},
	{"TIMEOUT_ERR", "TimeoutError"},
	{"INVALID_NODE_TYPE_ERR", "InvalidNodeTypeError"},
	{"DATA_CLONE_ERR", "DataCloneError"},
}

func (e *DOMError) code() int {
	for i, c := range exceptionCodes {
		if c.name == e.Name {
			return i + 1
		}
	}
	return 0
}

// newDOMExceptionInterface makes DOMException.
//
// See https://webidl.spec.whatwg.org/#idl-DOMException.
func (p *page) newDOMExceptionInterface() *Interface {
	i := p.newInterface("DOMException", nil, 0, func(o *goja.Object, args Arguments) *goja.Object {
		e := &DOMError{Name: "Error"}
		if args.Has(0) {
			e.Message = args.String(0)
		}
		if args.Has(1) {
			e.Name = args.String(1)
		}
		return p.newException(e, o.Prototype())
	})
	must(i.Prototype.SetPrototype(member(p.intrinsic("Error"), "prototype")))
	Attribute(i, "code", func(e *DOMError) any { return e.code() })
	Attribute(i, "name", func(e *DOMError) any { return e.Name })
	Attribute(i, "message", func(e *DOMError) any { return e.Message })
	for code, c := range exceptionCodes {
		i.Constants(Constant{c.constant, code + 1})
	}
	return i
}

const quotaExceeded = "QuotaExceededError"

// newQuotaErrorInterface makes QuotaExceededError, a class of its own.
//
// See https://webidl.spec.whatwg.org/#quotaexceedederror.
func (p *page) newQuotaErrorInterface() *Interface {
	i := p.newInterface(quotaExceeded, p.exceptions(), 0, func(o *goja.Object, args Arguments) *goja.Object {
		e := &DOMError{Name: quotaExceeded}
		if args.Has(0) {
			e.Message = args.String(0)
		}
		options := args.dictionary(1, "QuotaExceededErrorOptions")
		for name, member := range map[string]*goja.Value{"quota": &e.quota, "requested": &e.requested} {
			if _, ok := options.member(name); ok {
				*member = p.vm.ToValue(options.double(name))
			}
		}
		return p.newException(e, o.Prototype())
	})
	orNull := func(v goja.Value) any {
		if v == nil {
			return goja.Null()
		}
		return v
	}
	Attribute(i, "quota", func(e *DOMError) any { return orNull(e.quota) })
	Attribute(i, "requested", func(e *DOMError) any { return orNull(e.requested) })
	return i
}

// exceptionPrototype gives the prototype of what is thrown by that name.
func (p *page) exceptionPrototype(name string) *goja.Object {
	if name == quotaExceeded {
		return p.quotaErrors().Prototype
	}
	return p.exceptions().Prototype
}

// newException makes the object without a stack: Chrome gives one only to what
// it throws.
func (p *page) newException(e *DOMError, prototype *goja.Object) *goja.Object {
	// An error of the engine is an error to all that look for one.
	o, err := p.vm.New(p.intrinsic("Error"))
	must(err)
	must(o.Delete("stack"))
	must(o.SetPrototype(prototype))
	states.Set(o, e)
	return o
}

// exception makes the DOMException of an error that no script threw. An error
// without a DOMError in it is one of reading.
func (p *page) exception(err error) *goja.Object {
	e := ErrNotReadable
	errors.As(err, &e)
	return p.newException(e, p.exceptionPrototype(e.Name))
}

// NewDOMException makes a DOMException for Go code to throw by panic. Its stack
// is that of the script that runs now, if one does.
func NewDOMException(vm *goja.Runtime, name, message string) *goja.Object {
	p := pageOf(vm)
	e := &DOMError{Name: name, Message: message}
	o := p.newException(e, p.exceptionPrototype(name))
	if frames := FramesText(scriptFrames(vm.CaptureCallStack(0, nil))); frames != "" {
		header := strings.TrimSuffix(e.Error(), ": ")
		define(o, "stack", vm.ToValue(header+"\n"+frames), hidden)
	}
	return o
}

// scriptFrames leaves out the frames of functions that are Go.
func scriptFrames(frames []goja.StackFrame) []goja.StackFrame {
	var scripts []goja.StackFrame
	for _, f := range frames {
		if f.Position().Line > 0 {
			scripts = append(scripts, f)
		}
	}
	return scripts
}
