package host

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
	"github.com/tcpsrv-host/tcpsrv-host/eventloop"
	"github.com/tcpsrv-host/tcpsrv-host/host/filesystem"
	"github.com/tcpsrv-host/tcpsrv-host/host/script"
)

// Action is something to do in the first window of an App when it has loaded,
// or in the page of scripts, in the place of a person who looks at it. The
// actions are done in order; each waits for the element that it is about.
type Action struct {
	Kind ActionKind
	Text string
}

// ActionKind is what an [Action] does, by the name of its flag.
type ActionKind string

const (
	// EvalWindow runs the text as a script.
	EvalWindow ActionKind = "eval-window"
	// Click clicks the element that the text, a selector, is about.
	Click ActionKind = "click"
	// Fill fills in a field: SELECTOR=VALUE.
	Fill ActionKind = "fill"
	// ChooseFiles chooses a file, or all files of a folder: SELECTOR=PATH.
	ChooseFiles ActionKind = "choose-files"
)

// step does an action, and reports whether it could. An error is a sentence
// about why it never can.
type step struct {
	Action
	do func(*bindings.Page) (done bool, err error)
}

// prepare makes what does the n-th action. Its error is a sentence for the user.
func (o Action) prepare(n int, options script.Options) (step, error) {
	s := step{Action: o}
	selector, value, hasValue := cutSelector(o.Text)
	if !hasValue && (o.Kind == Fill || o.Kind == ChooseFiles) {
		return s, fmt.Errorf("--%s %s: it takes a selector and a value, like --%s '#name=value'", o.Kind, o.Text, o.Kind)
	}
	switch o.Kind {
	case EvalWindow:
		program, err := script.Compile("--eval-window:"+strconv.Itoa(n), o.Text, options)
		s.do = func(p *bindings.Page) (bool, error) { p.Realm.RunProgram(program); return true, nil }
		return s, err
	case Click:
		s.do = func(p *bindings.Page) (bool, error) { return p.Document.Click(o.Text) }
	case Fill:
		s.do = func(p *bindings.Page) (bool, error) { return p.Document.Fill(selector, value) }
	case ChooseFiles:
		files, err := chosenFiles(value)
		s.do = func(p *bindings.Page) (bool, error) { return p.Document.ChooseFiles(selector, files...) }
		return s, err
	default:
		return s, fmt.Errorf("there is no action %q", o.Kind)
	}
	return s, nil
}

// cutSelector cuts at the first = that is not part of the selector.
func cutSelector(text string) (selector, value string, found bool) {
	depth, quote := 0, rune(0)
	for i, c := range text {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '[' || c == '(':
			depth++
		case c == ']' || c == ')':
			depth--
		case c == '=' && depth == 0:
			return text[:i], text[i+1:], true
		}
	}
	return text, "", false
}

// chosenFiles are the files of a path, as a chooser gives them: one, or those
// of a folder with the paths from it.
func chosenFiles(name string) (files []*web.File, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("there is nothing to choose at %s: %w", name, errors.Unwrap(err))
	}
	if !info.IsDir() {
		return []*web.File{chosenFile(name, "", info)}, nil
	}
	full, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	return chosenFolder(full)
}

// chosenFolder are the files of a folder in Chrome's order: those of a directory
// as the system lists them, then those of its directories, the last one first.
// Links are left out, and directories inside that cannot be read.
func chosenFolder(full string) (files []*web.File, err error) {
	base := filepath.Base(full)
	for pending := []string{"."}; len(pending) > 0; {
		directory := pending[len(pending)-1]
		pending = pending[:len(pending)-1]
		entries, err := listDirectory(filepath.Join(full, filepath.FromSlash(directory)))
		if err != nil && directory == "." {
			return nil, fmt.Errorf("the folder %s cannot be read: %w", full, errors.Unwrap(err))
		}
		for _, entry := range entries {
			inside := path.Join(directory, entry.Name())
			if entry.IsDir() {
				pending = append(pending, inside)
			} else if info, err := entry.Info(); err == nil && info.Mode().IsRegular() {
				files = append(files, chosenFile(filepath.Join(full, filepath.FromSlash(inside)), path.Join(base, inside), info))
			}
		}
	}
	return files, nil
}

// listDirectory gives the entries in the system's order.
func listDirectory(name string) ([]fs.DirEntry, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

func chosenFile(name, relative string, info fs.FileInfo) *web.File {
	return &web.File{
		Blob: web.MakeBlob(filesystem.MIMEType(info.Name()), diskSource{name, info.Size()}), Name: info.Name(),
		LastModified: info.ModTime().UnixMilli(), RelativePath: relative,
	}
}

// diskSource is the bytes of a file on disk.
type diskSource struct {
	name string
	size int64
}

func (d diskSource) Size() int64 { return d.size }

// ReadAt implements [io.ReaderAt].
func (d diskSource) ReadAt(p []byte, offset int64) (int, error) {
	f, err := os.Open(d.name)
	if err != nil {
		return 0, web.ErrNotFound
	}
	defer f.Close()
	return f.ReadAt(p, offset)
}

// While the element of an action is not there it is looked for now and then;
// after some looks, which is 5 s if nothing else is to be done, the user is told
// what is waited for.
const (
	lookEvery   = 20 * time.Millisecond
	tellWaiting = 250
)

// drive does the rest of the actions in a page. The element of the first was
// looked for so many times.
func (a *App) drive(page *bindings.Page, steps []step, looks int) {
	if len(steps) == 0 || a.pages[page.Page] != page {
		return
	}
	s := steps[0]
	done, err := s.do(page)
	switch {
	case err != nil:
		a.uncaught = true
		a.say("--%s %s: %s", s.Kind, s.Text, actionFault(err))
		done = true
	case !done && looks == tellWaiting:
		a.say("--%s %s: still waiting for such an element in %s that can be used", s.Kind, s.Text, page.Document.URL())
	}
	if done {
		a.post(func() { a.drive(page, steps[1:], 0) })
		return
	}
	a.loop.Schedule(time.Now().Add(lookEvery), eventloop.TaskFunc(func() { a.drive(page, steps, looks+1) }))
}

// actionFault takes the words of the page out of an error.
func actionFault(err error) string {
	var thrown *goja.Exception
	if !errors.As(err, &thrown) {
		return err.Error()
	}
	text := thrown.Value().String()
	if _, message, ok := strings.Cut(text, "': "); ok {
		text = message
	}
	return strings.TrimPrefix(text, "TypeError: ")
}

// writeHTML prints the documents of all windows as they are now, or of the
// background page if there is no window.
func (a *App) writeHTML() {
	if a.options.WindowHTML == nil {
		return
	}
	pages := a.windowPages()
	if len(pages) == 0 && a.page != nil {
		pages = append(pages, a.page)
	}
	var text strings.Builder
	for _, p := range pages {
		fmt.Fprintf(&text, "<!-- %s -->\n%s\n", p.Document.URL(), p.Document.HTML())
	}
	if _, err := io.WriteString(a.options.WindowHTML, text.String()); err != nil {
		a.say("cannot write what the windows show: %v", err)
	}
}

// PrintHTML prints what [Options.WindowHTML] takes. Any goroutine may call it.
func (a *App) PrintHTML() { a.post(a.writeHTML) }
