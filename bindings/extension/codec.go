package extension

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/engine"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

// A codec joins a schema type to a Go variable, once, when an API is made: what
// runs for each call then only follows pointers. The Go type must agree with
// the schema, member for member; if it does not, making the codec panics.
//
//	integer          int          dictionary   struct, a field per member
//	number           float64      array        slice
//	boolean          bool         binary       []byte
//	string, enum     string       any, object, choice, instance
//	                                           goja.Value; as a result also JSON, Maker
//
// An optional one is a pointer, nil when it is absent; goja.Value, JSON and
// Maker are nil themselves.

// decoder puts a value that matches the type into the variable. A string is
// returned as the detail of an error sentence, "" is success.
type decoder func(p *Page, v goja.Value) (fault string)

// encoder makes a value of the variable; nil is an absent one.
type encoder func(p *Page) goja.Value

// Decoder is a Go type with a decoder of its own, for a parameter or a member
// of type any, object or choice. The value matches the type as far as one sees
// without looking inside.
type Decoder interface {
	// DecodeArgument returns the detail of an error sentence, "" for success.
	DecodeArgument(p *Page, v goja.Value) (fault string)
}

// isOpen is whether values of the type are handed on as they are.
func isOpen(t *schema.Type) bool {
	switch t.Kind {
	case schema.Any, schema.Object, schema.Instance, schema.Choice, schema.Callable:
		return true
	}
	return false
}

func mismatch(t *schema.Type, v reflect.Value) string {
	return fmt.Sprintf("extension: a Go %s cannot hold the API type %s", v.Type(), t)
}

// newDecoder makes the decoder of v, which must be addressable.
func newDecoder(t *schema.Type, v reflect.Value) decoder {
	if v.Kind() == reflect.Pointer {
		target := reflect.New(v.Type().Elem())
		decode := newDecoder(t, target.Elem())
		return func(p *Page, value goja.Value) string {
			fault := decode(p, value)
			if fault == "" {
				fresh := reflect.New(target.Type().Elem())
				fresh.Elem().Set(target.Elem())
				v.Set(fresh)
			}
			return fault
		}
	}
	switch ptr := v.Addr().Interface().(type) {
	case Decoder:
		if isOpen(t) {
			return ptr.DecodeArgument
		}
	case *int:
		if t.Kind == schema.Integer {
			return func(_ *Page, value goja.Value) string {
				n, _ := asInteger(value)
				if t.Minimum != nil && n < *t.Minimum {
					return schema.TooSmall(*t.Minimum)
				}
				*ptr = n
				return ""
			}
		}
	case *float64:
		if t.Kind == schema.Number {
			return func(_ *Page, value goja.Value) string {
				if *ptr = value.ToFloat(); !finite(*ptr) {
					return schema.NotFinite
				}
				return ""
			}
		}
	case *bool:
		if t.Kind == schema.Boolean {
			return func(_ *Page, value goja.Value) string { *ptr = value.ToBoolean(); return "" }
		}
	case *string:
		switch t.Kind {
		case schema.String:
			return func(_ *Page, value goja.Value) string {
				s := value.(goja.String)
				if t.MaxLength > 0 && s.Length() > t.MaxLength {
					return schema.TooLong(t.MaxLength, s.Length())
				}
				*ptr = utf8Text(s)
				return ""
			}
		case schema.Enum:
			return func(_ *Page, value goja.Value) string {
				if *ptr = value.String(); !slices.Contains(t.Values, *ptr) {
					return schema.InvalidEnumValue(t)
				}
				return ""
			}
		}
	case *[]byte:
		if t.Kind == schema.Binary {
			return func(p *Page, value goja.Value) string { *ptr = p.bytes(value.(*goja.Object)); return "" }
		}
	case *goja.Value:
		if isOpen(t) {
			return func(_ *Page, value goja.Value) string { *ptr = value; return "" }
		}
	}
	switch {
	case t.Kind == schema.Dictionary && v.Kind() == reflect.Struct:
		return newStructDecoder(t, v)
	case t.Kind == schema.Array && v.Kind() == reflect.Slice:
		return newSliceDecoder(t, v)
	}
	panic(mismatch(t, v))
}

func newSliceDecoder(t *schema.Type, v reflect.Value) decoder {
	item := reflect.New(v.Type().Elem()).Elem()
	decode := newDecoder(t.Elem, item)
	return func(p *Page, value goja.Value) string {
		o := value.(*goja.Object)
		n := int(o.Get("length").ToInteger())
		items := reflect.MakeSlice(v.Type(), 0, n)
		for i := range n {
			element := o.Get(strconv.Itoa(i))
			if element == nil {
				element = goja.Undefined()
			}
			if fault := p.decodeTyped(t.Elem, decode, element); fault != "" {
				return schema.IndexError(i, fault)
			}
			items = reflect.Append(items, item)
		}
		v.Set(items)
		return ""
	}
}

// fieldsOf gives the field of a struct for each member. Names agree but for
// letter case and underscores: socketId is SocketID, nacl_arch is NaClArch.
func fieldsOf(members []schema.Member, v reflect.Value) []reflect.Value {
	if v.NumField() != len(members) {
		panic(fmt.Sprintf("extension: %s has %d fields for %d API members", v.Type(), v.NumField(), len(members)))
	}
	fields := make([]reflect.Value, len(members))
	for i, m := range members {
		plain := strings.ReplaceAll(m.Name, "_", "")
		field, ok := v.Type().FieldByNameFunc(func(name string) bool { return strings.EqualFold(name, plain) })
		if !ok {
			panic(fmt.Sprintf("extension: %s has no field for the API member %s", v.Type(), m.Name))
		}
		fields[i] = v.FieldByIndex(field.Index)
		if optional := canBeAbsent(fields[i]); m.Optional != optional && (m.Optional || fields[i].Kind() == reflect.Pointer) {
			panic(fmt.Sprintf("extension: %s.%s and the API member %s disagree on whether it is optional", v.Type(), field.Name, m.Name))
		}
	}
	return fields
}

// canBeAbsent is whether a field has a value for an absent member.
func canBeAbsent(field reflect.Value) bool {
	switch field.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Func:
		return true
	}
	return false
}

// newStructDecoder decodes as ArgumentSpec::ParseArgumentToObject does: the own
// enumerable keys in the order of the object, the first bad one is named, then
// a required member that is missing.
func newStructDecoder(t *schema.Type, v reflect.Value) decoder {
	fields := fieldsOf(t.Members, v)
	decoders := make([]decoder, len(fields))
	index := make(map[string]int, len(fields))
	for i, m := range t.Members {
		decoders[i] = newDecoder(m.Type, fields[i])
		index[m.Name] = i
	}
	return func(p *Page, value goja.Value) string {
		v.SetZero()
		o := value.(*goja.Object)
		seen := make([]bool, len(fields))
		for _, key := range o.Keys() {
			i, known := index[key]
			if !known {
				return schema.UnexpectedProperty(key)
			}
			member := o.Get(key)
			if isAbsent(member) {
				continue
			}
			if fault := p.decodeTyped(t.Members[i].Type, decoders[i], member); fault != "" {
				return schema.PropertyError(key, fault)
			}
			seen[i] = true
		}
		for i, m := range t.Members {
			if !m.Optional && !seen[i] {
				return schema.MissingProperty(m.Name)
			}
		}
		return ""
	}
}

// decodeTyped decodes a value inside another, whose type nobody has looked at.
func (p *Page) decodeTyped(t *schema.Type, decode decoder, v goja.Value) string {
	if !p.matches(t, v) {
		return schema.InvalidType(t, p.typeName(v))
	}
	return decode(p, v)
}

// newEncoder makes the encoder of v, which must be addressable.
func newEncoder(t *schema.Type, v reflect.Value) encoder {
	if v.Kind() == reflect.Pointer {
		target := reflect.New(v.Type().Elem())
		encode := newEncoder(t, target.Elem())
		return func(p *Page) goja.Value {
			if v.IsNil() {
				return nil
			}
			target.Elem().Set(v.Elem())
			return encode(p)
		}
	}
	switch ptr := v.Addr().Interface().(type) {
	case *int:
		if t.Kind == schema.Integer {
			return func(p *Page) goja.Value { return p.vm.ToValue(*ptr) }
		}
	case *float64:
		if t.Kind == schema.Number {
			return func(p *Page) goja.Value { return p.vm.ToValue(*ptr) }
		}
	case *bool:
		if t.Kind == schema.Boolean {
			return func(p *Page) goja.Value { return p.vm.ToValue(*ptr) }
		}
	case *string:
		if t.Kind == schema.String || t.Kind == schema.Enum {
			return func(p *Page) goja.Value { return p.vm.ToValue(*ptr) }
		}
	case *[]byte:
		if t.Kind == schema.Binary {
			return func(p *Page) goja.Value { return p.vm.ToValue(p.vm.NewArrayBuffer(*ptr)) }
		}
	case *goja.Value:
		if isOpen(t) {
			return func(*Page) goja.Value { return *ptr }
		}
	case *JSON:
		if isOpen(t) {
			return func(p *Page) goja.Value { return p.ParseJSON(*ptr) }
		}
	case *Maker:
		if isOpen(t) {
			return func(p *Page) goja.Value {
				if *ptr == nil {
					return nil
				}
				return (*ptr)(p)
			}
		}
	}
	switch {
	case t.Kind == schema.Dictionary && v.Kind() == reflect.Struct:
		return newStructEncoder(t, v)
	case t.Kind == schema.Array && v.Kind() == reflect.Slice:
		item := reflect.New(v.Type().Elem()).Elem()
		encode := newEncoder(t.Elem, item)
		return func(p *Page) goja.Value {
			items := make([]any, v.Len())
			for i := range items {
				item.Set(v.Index(i))
				items[i] = encode(p)
			}
			return p.vm.NewArray(items...)
		}
	}
	panic(mismatch(t, v))
}

// newStructEncoder writes the members in ascending order of their names, as
// they come out of Chrome, where results cross to the page as sorted
// dictionaries. Absent members have no key.
func newStructEncoder(t *schema.Type, v reflect.Value) encoder {
	type member struct {
		name   string
		encode encoder
	}
	fields := fieldsOf(t.Members, v)
	members := make([]member, len(fields))
	for i, m := range t.Members {
		members[i] = member{m.Name, newEncoder(m.Type, fields[i])}
	}
	slices.SortFunc(members, func(a, b member) int { return cmp.Compare(a.name, b.name) })
	names := make([]string, len(members))
	for i, m := range members {
		names[i] = m.name
	}
	record, values := engine.NewRecord(names...), make([]goja.Value, len(members))
	return func(p *Page) goja.Value {
		for i, m := range members {
			values[i] = m.encode(p)
		}
		o := record.New(p.vm, p.plainProto, values)
		clear(values)
		return o
	}
}

// Maker makes a result of type any, object or instance in the page that it
// reaches.
type Maker func(*Page) goja.Value

// tuple encodes a T as the arguments of a callback or a listener: none for
// [None], T itself for one parameter, for more the fields of T. It has one
// variable for all uses: encoding runs no JavaScript that could come back.
type tuple[T any] struct {
	value    *T
	encoders []encoder
}

func newTuple[T any](params []schema.Member) *tuple[T] {
	t := &tuple[T]{value: new(T)}
	v := reflect.ValueOf(t.value).Elem()
	if len(params) == 1 {
		t.encoders = []encoder{newEncoder(params[0].Type, v)}
		return t
	}
	if v.Kind() != reflect.Struct {
		panic(fmt.Sprintf("extension: a Go %s cannot hold the %d values of the API", v.Type(), len(params)))
	}
	for i, field := range fieldsOf(params, v) {
		t.encoders = append(t.encoders, newEncoder(params[i].Type, field))
	}
	return t
}

// values makes the arguments in a page's realm. Absent ones at the end are left
// out.
func (t *tuple[T]) values(p *Page, v T) []goja.Value {
	if len(t.encoders) == 0 {
		return nil
	}
	*t.value = v
	values := make([]goja.Value, len(t.encoders))
	given := 0
	for i, encode := range t.encoders {
		if values[i] = encode(p); values[i] != nil {
			given = i + 1
		} else {
			values[i] = goja.Undefined()
		}
	}
	var zero T
	*t.value = zero
	return values[:given]
}
