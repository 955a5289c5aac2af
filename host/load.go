package host

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/app"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/dom"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/extension"
	"github.com/tcpsrv-host/tcpsrv-host/host/bundle"
	"github.com/tcpsrv-host/tcpsrv-host/host/manifest"
	"github.com/tcpsrv-host/tcpsrv-host/host/script"
)

// source is what an App is made of: a list of scripts, or a bundle with its
// manifest.
type source struct {
	id          string
	permissions *manifest.Permissions
	// bundle and manifest are nil for a list of scripts.
	bundle   *bundle.Bundle
	manifest *manifest.Manifest
	options  script.Options
	scripts  []dom.Script        // that the user named
	folder   string              // of the first of them
	compiled map[string]compiled // by URL
	evals    []*goja.Program     // what the user adds, to run when the page has loaded
	actions  []step              // what the user does in the first window
}

// load reads what the options name. Its errors are sentences for the user.
func load(o *Options) (*source, error) {
	var s *source
	var err error
	switch {
	case len(o.Apps) == 0:
		return nil, errors.New("there is nothing to run: name a script, or the folder of a Chrome App")
	case len(o.Apps) == 1 && bundle.IsBundle(o.Apps[0]):
		s, err = loadBundle(o.Apps[0], o.script())
	default:
		s, err = loadScripts(o.Apps, o.script())
	}
	if err != nil {
		return nil, err
	}
	if o.test != nil {
		if err := o.test.prepare(s); err != nil {
			return nil, err
		}
	}
	for i, text := range o.Eval {
		p, err := script.Compile("--eval:"+strconv.Itoa(i+1), text, o.script())
		if err != nil {
			s.close()
			return nil, err
		}
		s.evals = append(s.evals, p)
	}
	for i, action := range o.Actions {
		do, err := action.prepare(i+1, o.script())
		if err != nil {
			s.close()
			return nil, err
		}
		s.actions = append(s.actions, do)
	}
	for _, text := range o.Allow {
		if err := s.permissions.Allow(text); err != nil {
			s.close()
			return nil, err
		}
	}
	return s, nil
}

// compiled is a script, or why it is none.
type compiled struct {
	program *goja.Program
	err     error
}

func (s *source) close() {
	if s.bundle != nil {
		s.bundle.Close()
	}
}

// loadScripts loads scripts that the user named: one that cannot be compiled
// is an error, nothing runs.
func loadScripts(paths []string, o script.Options) (*source, error) {
	s := &source{permissions: manifest.AllowAll(), options: o, folder: filepath.Dir(paths[0]), compiled: map[string]compiled{}}
	full, err := realPath(paths[0])
	if err != nil {
		return nil, err
	}
	s.id = manifest.PathID(full)
	for _, p := range paths {
		if bundle.IsBundle(p) {
			return nil, fmt.Errorf("%s is a folder or an archive: give one app, or scripts", p)
		}
		if err := s.addScript(p, o); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// addScript adds a script that the user named, or a module: what is called so
// (.mjs), or has import or export declarations.
func (s *source) addScript(p string, o script.Options) error {
	relative, err := filepath.Rel(s.folder, p)
	if err != nil {
		relative = filepath.Base(p)
	}
	o.URL = s.origin() + "/" + (&url.URL{Path: filepath.ToSlash(relative)}).EscapedPath()
	data, err := script.ReadFile(p)
	if err != nil {
		return err
	}
	if filepath.Ext(p) != ".mjs" {
		program, err := script.Read(p, data, o)
		if err == nil || !script.IsModule(data) {
			name := "/" + url.PathEscape(p) // wherever it is
			s.compiled[s.origin()+name] = compiled{program: program}
			s.scripts = append(s.scripts, dom.Script{URL: name})
			return err
		}
	}
	s.scripts = append(s.scripts, dom.Script{URL: o.URL, Module: true})
	return script.CheckModule(p, data, o)
}

// files gives the files that the App's URLs lead to, and, unless it is nil, what
// the user calls one: those of the bundle, or beside the first script.
func (s *source) files() (files fs.FS, name func(string) string) {
	if s.bundle != nil {
		return s.bundle.FS, nil
	}
	return os.DirFS(s.folder), func(name string) string { return filepath.Join(s.folder, filepath.FromSlash(name)) }
}

func realPath(p string) (string, error) {
	full, err := filepath.Abs(p)
	if err == nil {
		full, err = filepath.EvalSymlinks(full)
	}
	if err != nil {
		return "", fmt.Errorf("cannot find where %s is: %w", p, err)
	}
	return full, nil
}

// loadBundle loads an app. What Chrome refuses is an error; a background
// script with a syntax error is none: Chrome reports it and runs the others.
func loadBundle(p string, o script.Options) (*source, error) {
	b, err := bundle.Open(p)
	if err != nil {
		return nil, err
	}
	m, err := manifest.Load(b.FS, manifest.Options{Folder: b.Path, Key: b.Key})
	if err != nil {
		b.Close()
		return nil, err
	}
	s := &source{id: m.ID, permissions: m.Permissions, bundle: b, manifest: m, compiled: map[string]compiled{}, options: o}
	if page := m.Background.Page; page != "" {
		if _, err := fs.Stat(b.FS, strings.TrimPrefix(page, "/")); err != nil {
			b.Close()
			return nil, fmt.Errorf("cannot read the background page %s: %w", page, os.ErrNotExist)
		}
	}
	return s, nil
}

// identity is what the App knows of itself.
func (s *source) identity() app.Identity {
	i := app.Identity{ID: s.id, Version: s.version(), Manifest: extension.JSON(`{"manifest_version":2}`)}
	if s.manifest != nil {
		i.Manifest = s.manifest.JSON()
	}
	return i
}

func (s *source) version() string {
	if s.manifest == nil {
		return ""
	}
	return s.manifest.Version
}

// origin is the origin of the App's pages.
func (s *source) origin() string { return "chrome-extension://" + s.id }

// pageURL is the address of the background page.
func (s *source) pageURL() string {
	if s.manifest != nil && s.manifest.Background.Page != "" {
		return s.origin() + "/" + strings.TrimPrefix(s.manifest.Background.Page, "/")
	}
	return s.origin() + "/" + generatedPage
}

// backgroundPage is what the background page consists of.
func (s *source) backgroundPage() dom.Page {
	p := dom.Page{URL: s.pageURL()}
	switch {
	case s.manifest == nil:
		p.Scripts = s.scripts
	case s.manifest.Background.Page != "":
		p.HTML, _ = s.Read(p.URL)
	default:
		for _, name := range s.manifest.Background.Scripts {
			p.Scripts = append(p.Scripts, dom.Script{URL: (&url.URL{Path: name}).EscapedPath()})
		}
	}
	return p
}

// Script implements [dom.Package].
func (s *source) Script(url string) (*goja.Program, error) {
	c, known := s.compiled[url]
	if !known {
		data, err := s.Read(url)
		if err != nil {
			return nil, err
		}
		c.program, c.err = script.Read(url, data, s.options)
		s.compiled[url] = c
	}
	return c.program, c.err
}

// Read implements [dom.Package].
func (s *source) Read(address string) ([]byte, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme+"://"+u.Host != s.origin() {
		return nil, fs.ErrNotExist
	}
	files, _ := s.files()
	return fs.ReadFile(files, strings.TrimPrefix(path.Clean("/"+u.Path), "/"))
}
