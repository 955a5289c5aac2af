package window

import (
	"fmt"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

// What the standard frame adds to a window.
const frameWidth, frameHeight = 8, 36

// The size without the frame of a window that asked for none.
const defaultWidth, defaultHeight = 512, 384

// prefer puts values over the ones that targets have; nil ones leave them.
func prefer(targets []**int, values ...*int) {
	for i, value := range values {
		if value != nil {
			*targets[i] = value
		}
	}
}

// part is a change of bounds: what is nil stays.
type part struct{ Left, Top, Width, Height *int }

func (p part) apply(b web.Bounds) web.Bounds {
	for _, m := range []struct {
		value  *int
		target *int
	}{{p.Left, &b.Left}, {p.Top, &b.Top}, {p.Width, &b.Width}, {p.Height, &b.Height}} {
		if m.value != nil {
			*m.target = *m.value
		}
	}
	return b
}

// constraints are the limits of the size without the frame; nil is none.
type constraints struct{ MinWidth, MinHeight, MaxWidth, MaxHeight *int }

func (c constraints) clamp(width, height int) (int, int) {
	limit := func(n int, least, most *int) int {
		if most != nil {
			n = min(n, *most)
		}
		if least != nil {
			n = max(n, *least)
		}
		return n
	}
	return limit(width, c.MinWidth, c.MaxWidth), limit(height, c.MinHeight, c.MaxHeight)
}

// less gives the limits of the size without a frame.
func (c constraints) less(frameWidth, frameHeight int) constraints {
	less := func(n *int, frame int) *int {
		if n == nil {
			return nil
		}
		inner := *n - frame
		return &inner
	}
	return constraints{
		MinWidth: less(c.MinWidth, frameWidth), MinHeight: less(c.MinHeight, frameHeight),
		MaxWidth: less(c.MaxWidth, frameWidth), MaxHeight: less(c.MaxHeight, frameHeight),
	}
}

// boundsSpecification are innerBounds or outerBounds of the options of create.
type boundsSpecification struct {
	Left, Top, Width, Height                 *int
	MinWidth, MinHeight, MaxWidth, MaxHeight *int
}

// geometry makes the constraints and the bounds, with the frame, of a new window.
func (o *options) geometry(frameWidth, frameHeight int) (web.Bounds, constraints, error) {
	inner := boundsSpecification{}
	if o.InnerBounds != nil {
		inner = *o.InnerBounds
	}
	outer := boundsSpecification{}
	if o.OuterBounds != nil {
		outer = *o.OuterBounds
	}
	if o.InnerBounds == nil && o.OuterBounds == nil {
		inner = o.oldBounds()
	}
	var fault error
	merge := func(name string, inner, outer *int, frame int) *int {
		switch {
		case outer == nil:
			return inner
		case inner != nil && fault == nil:
			fault = extension.Error(fmt.Sprintf("The %s property cannot be specified for both inner and outer bounds.", name))
		}
		n := *outer - frame
		return &n
	}
	left, top := merge("left", inner.Left, outer.Left, 0), merge("top", inner.Top, outer.Top, 0)
	width, height := merge("width", inner.Width, outer.Width, frameWidth), merge("height", inner.Height, outer.Height, frameHeight)
	c := constraints{
		MinWidth:  merge("minWidth", inner.MinWidth, outer.MinWidth, frameWidth),
		MinHeight: merge("minHeight", inner.MinHeight, outer.MinHeight, frameHeight),
		MaxWidth:  merge("maxWidth", inner.MaxWidth, outer.MaxWidth, frameWidth),
		MaxHeight: merge("maxHeight", inner.MaxHeight, outer.MaxHeight, frameHeight),
	}
	if fault != nil {
		return web.Bounds{}, c, fault
	}
	b := part{Width: width, Height: height}.apply(web.Bounds{Width: defaultWidth, Height: defaultHeight})
	b.Width, b.Height = c.clamp(b.Width, b.Height)
	b.Width, b.Height = b.Width+frameWidth, b.Height+frameHeight
	b.Left, b.Top = (web.ScreenWidth-b.Width)/2, (web.ScreenHeight-b.Height)/2
	return part{Left: left, Top: top}.apply(b), c, nil
}

// oldBounds are the members that are older than innerBounds, the later ones in
// this list first.
func (o *options) oldBounds() boundsSpecification {
	b := boundsSpecification{
		Left: o.DefaultLeft, Top: o.DefaultTop, Width: o.DefaultWidth, Height: o.DefaultHeight,
		MinWidth: o.MinWidth, MinHeight: o.MinHeight, MaxWidth: o.MaxWidth, MaxHeight: o.MaxHeight,
	}
	targets := []**int{&b.Left, &b.Top, &b.Width, &b.Height}
	prefer(targets, o.Left, o.Top, o.Width, o.Height)
	if o.Bounds != nil {
		prefer(targets, o.Bounds.Left, o.Bounds.Top, o.Bounds.Width, o.Bounds.Height)
	}
	return b
}
