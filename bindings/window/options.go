package window

import (
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/schema"
)

// options are those of chrome.app.window.create.
type options struct {
	ID                                                   *string
	InnerBounds, OuterBounds                             *boundsSpecification
	DefaultWidth, DefaultHeight, DefaultLeft, DefaultTop *int
	Width, Height, Left, Top                             *int
	MinWidth, MinHeight, MaxWidth, MaxHeight             *int
	Type                                                 *string
	IME, ShowInShelf                                     *bool
	Icon                                                 *string
	Frame                                                *frame
	Bounds                                               *part
	AlphaEnabled                                         *bool
	State                                                *string
	Hidden, Resizable, Singleton, AlwaysOnTop, Focused   *bool
	VisibleOnAllWorkspaces                               *bool
}

// The errors of create.
const (
	errNotLocal      = extension.Error("The URL used for window creation must be local for security reasons.")
	errLongID        = extension.Error("The window id can not be more than 256 characters long.")
	errColor         = extension.Error("The color specification could not be parsed.")
	errColorNoFrame  = extension.Error("Windows with no frame cannot have a color.")
	errInactiveColor = extension.Error("frame.inactiveColor must be used with frame.color.")
	errAlwaysOnTop   = extension.Error(`The "app.window.alwaysOnTop" permission is required.`)
	errAlpha         = extension.Error("The alphaEnabled option requires app.window.alpha permission.")
	errIME           = extension.Error(`The "ime" option is not supported for platform app.`)
	errShowInShelf   = extension.Error(`The "showInShelf" option requires the "id" option to be set.`)
)

const maxIDLength = 256

// frame is the option of that name: a kind, or an object with more.
type frame struct {
	kind                 string
	color, inactiveColor string
	hasInactive          bool
}

// DecodeArgument implements [extension.Decoder].
func (f *frame) DecodeArgument(_ *extension.Page, v goja.Value) (fault string) {
	*f = frame{}
	o, isObject := v.(*goja.Object)
	if !isObject {
		f.kind = v.String()
		return ""
	}
	var active string
	members := map[string]*string{"type": &f.kind, "color": &f.color, "activeColor": &active, "inactiveColor": &f.inactiveColor}
	for _, key := range o.Keys() {
		target, known := members[key]
		if !known {
			return schema.NoChoice
		}
		switch v := o.Get(key).(type) {
		case goja.String:
			*target = v.String()
			f.hasInactive = f.hasInactive || key == "inactiveColor"
		default:
			if !goja.IsNull(v) && !goja.IsUndefined(v) {
				return schema.NoChoice
			}
		}
	}
	if f.color == "" {
		f.color = active
	}
	return ""
}

// none is whether the window has no frame.
func (f *frame) none() bool { return f.kind == "none" }

// colors gives the colours of the frame as numbers, 0 for none.
func (f *frame) colors() (active, inactive int, err error) {
	switch {
	case f.none() && f.color != "":
		return 0, 0, errColorNoFrame
	case f.color == "" && f.hasInactive:
		return 0, 0, errInactiveColor
	case f.color == "":
		return 0, 0, nil
	}
	active, ok := parseColor(f.color)
	inactive = active
	if ok && f.hasInactive {
		inactive, ok = parseColor(f.inactiveColor)
	}
	if !ok {
		return 0, 0, errColor
	}
	return active, inactive, nil
}

// parseColor reads #rgb and #rrggbb.
func parseColor(text string) (rgb int, ok bool) {
	digits, ok := strings.CutPrefix(text, "#")
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	return int(n), ok && len(digits) == 6 && err == nil
}

func isTrue(b *bool) bool { return b != nil && *b }

// check gives the error of options that Chrome refuses after it has looked for
// a window of that id.
func (o *options) check(has func(permission string) bool) error {
	switch {
	case isTrue(o.IME):
		return errIME
	case isTrue(o.AlphaEnabled) && !has("app.window.alpha"):
		return errAlpha
	case isTrue(o.AlwaysOnTop) && !has(permissionAlwaysOnTop):
		return errAlwaysOnTop
	case isTrue(o.ShowInShelf) && o.ID == nil:
		return errShowInShelf
	}
	return nil
}

const permissionAlwaysOnTop = "app.window.alwaysOnTop"
