package host

import (
	"fmt"
	"strconv"

	"github.com/tcpsrv-host/tcpsrv-host/bindings"
	"github.com/tcpsrv-host/tcpsrv-host/host/script"
)

// Action is something to do in the first window of an App when it has loaded,
// in the place of a person who looks at it.
type Action struct {
	Kind ActionKind
	Text string
}

// ActionKind is what an [Action] does, by the name of its flag.
type ActionKind string

// EvalWindow runs the text as a script.
const EvalWindow ActionKind = "eval-window"

// prepare makes what does the n-th action. Its error is a sentence for the user.
func (o Action) prepare(n int, options script.Options) (func(*bindings.Page), error) {
	switch o.Kind {
	case EvalWindow:
		program, err := script.Compile("--eval-window:"+strconv.Itoa(n), o.Text, options)
		return func(p *bindings.Page) { p.Realm.RunProgram(program) }, err
	default:
		return nil, fmt.Errorf("there is no action %q", o.Kind)
	}
}
