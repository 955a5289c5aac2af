package webcrypto

import (
	"bytes"
	"fmt"
	"math"
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

// params is a normalized algorithm: what an operation was asked for, converted
// and copied.
type params struct {
	algorithm      *algorithm
	hash           string
	curve          string
	length         int
	hasLength      bool
	modulusLength  int
	exponent       []byte
	iv             []byte // or counter
	additionalData []byte
	hasTagLength   bool
	tagLength      int
	saltLength     int
	salt, info     []byte
	label          []byte
	iterations     int
	public         *key
}

// reader reads the parameters of an algorithm from the object that a script
// gave. Its methods throw.
type reader struct {
	args   web.Arguments
	object *goja.Object // nil for an algorithm that is given by its name alone
	where  string       // "AesCbcParams: "
}

// normalize converts an AlgorithmIdentifier for an operation.
//
// See https://w3c.github.io/webcrypto/#algorithm-normalization-normalize-an-algorithm.
func normalize(args web.Arguments, value goja.Value, op operation) *params {
	name, object := identifier(args, value, "")
	a := lookup(name)
	if a == nil {
		panic(args.DOMException("NotSupportedError", "Algorithm: Unrecognized name"))
	}
	read, ok := a.params[op]
	if !ok {
		panic(args.DOMException("NotSupportedError", a.name+": Unsupported operation: "+string(op)))
	}
	p := &params{algorithm: a}
	if read.read != nil {
		read.read(p, reader{args, object, read.dictionary + ": "})
	}
	return p
}

// supports says whether an algorithm, by its name, has an operation.
func supports(args web.Arguments, value goja.Value, op operation) bool {
	name, _ := identifier(args, value, "")
	a := lookup(name)
	if a == nil {
		return false
	}
	_, ok := a.params[op]
	return ok
}

// identifier gives the name of an algorithm, and the object that has its
// parameters.
func identifier(args web.Arguments, value goja.Value, where string) (name string, object *goja.Object) {
	o, ok := value.(*goja.Object)
	if !ok {
		return args.Text(value, where), nil
	}
	v, ok := o.Get("name").(goja.String)
	if !ok {
		panic(args.TypeError("%sAlgorithm: name: Missing or not a string", where))
	}
	return v.String(), o
}

func (r reader) get(name string) goja.Value {
	if r.object == nil {
		return goja.Undefined()
	}
	v := r.object.Get(name)
	if v == nil {
		return goja.Undefined()
	}
	return v
}

func (r reader) fail(name, format string, a ...any) {
	panic(r.args.TypeError("%s%s: %s", r.where, name, fmt.Sprintf(format, a...)))
}

// bytes gives a copy of a BufferSource, nil for one that is left out.
func (r reader) bytes(name string, required bool) []byte {
	v := r.get(name)
	if goja.IsUndefined(v) {
		if required {
			r.fail(name, "Missing required property")
		}
		return nil
	}
	data, ok := web.BytesOf(r.args.Runtime(), v)
	if !ok {
		r.fail(name, "Not a BufferSource")
	}
	return append([]byte{}, data...)
}

// integer gives a whole number from 0 to limit.
func (r reader) integer(name string, limit float64, required bool) (n int, ok bool) {
	v := r.get(name)
	if goja.IsUndefined(v) {
		if required {
			r.fail(name, "Missing required property")
		}
		return 0, false
	}
	f := v.ToFloat()
	if math.IsNaN(f) {
		r.fail(name, "Is not a number")
	}
	f = math.Trunc(f)
	if math.IsInf(f, 0) || f < 0 || f > limit {
		r.fail(name, "Outside of numeric range")
	}
	return int(f), true
}

const (
	maxOctet  = 1<<8 - 1
	maxShort  = 1<<16 - 1
	maxUint32 = 1<<32 - 1
)

// hash gives the canonical name of a hash function.
func (r reader) hash() string {
	v := r.get("hash")
	_, isObject := v.(*goja.Object)
	if _, isString := v.(goja.String); !isObject && !isString {
		r.fail("hash", "Missing or not an AlgorithmIdentifier")
	}
	name, _ := identifier(r.args, v, r.where+"hash: ")
	for _, known := range []string{"SHA-1", "SHA-256", "SHA-384", "SHA-512"} {
		if strings.EqualFold(known, name) {
			return known
		}
	}
	panic(r.args.DOMException("NotSupportedError", r.where+"hash: Algorithm: Unrecognized name"))
}

func (r reader) curve() string {
	v, ok := r.get("namedCurve").(goja.String)
	if !ok {
		r.fail("namedCurve", "Missing or not a string")
	}
	if name := v.String(); curveOf(name) != nil {
		return name
	}
	panic(r.args.DOMException("NotSupportedError", r.where+"Unrecognized namedCurve"))
}

func (r reader) exponent() []byte {
	v := r.get("publicExponent")
	if o, ok := v.(*goja.Object); ok && typedArrayName(r.args.Runtime(), o) == "Uint8Array" {
		data, _ := web.BytesOf(r.args.Runtime(), v)
		return bytes.Clone(data)
	}
	r.fail("publicExponent", "Missing or not a Uint8Array")
	return nil
}

func (r reader) publicKey() *key {
	v := r.get("public")
	if goja.IsUndefined(v) {
		r.fail("public", "Missing required property")
	}
	k, ok := web.StateOf[*key](r.args.Runtime(), v)
	if !ok {
		r.fail("public", "Must be a CryptoKey")
	}
	return k
}
