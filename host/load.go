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
	"golang.org/x/net/html"

	"github.com/tcpsrv-host/tcpsrv-host/bindings"
	"github.com/tcpsrv-host/tcpsrv-host/bindings/app"
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
	// programs are what the background page runs. A nil one could not be
	// compiled: faults has why, at the same index.
	programs []*goja.Program
	faults   []error
	modules  []string               // the URLs of modules to run after them
	evals    []*goja.Program        // what the user adds, to run when the page has loaded
	folder   string                 // of the first script of a list
	actions  []func(*bindings.Page) // what the user does in the first window
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

func (s *source) add(p *goja.Program, fault error) {
	s.programs = append(s.programs, p)
	s.faults = append(s.faults, fault)
}

func (s *source) close() {
	if s.bundle != nil {
		s.bundle.Close()
	}
}

// loadScripts loads scripts that the user named: one that cannot be compiled
// is an error, nothing runs.
func loadScripts(paths []string, o script.Options) (*source, error) {
	s := &source{permissions: manifest.AllowAll(), folder: filepath.Dir(paths[0])}
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
			s.add(program, nil)
			return err
		}
	}
	s.modules = append(s.modules, o.URL)
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
	s := &source{id: m.ID, permissions: m.Permissions, bundle: b, manifest: m}
	names := m.Background.Scripts
	if m.Background.Page != "" {
		if names, err = pageScripts(b.FS, m.Background.Page); err != nil {
			b.Close()
			return nil, err
		}
	}
	for _, name := range names {
		s.add(s.readScript(name, o))
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

func (s *source) readScript(name string, o script.Options) (*goja.Program, error) {
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	data, err := fs.ReadFile(s.bundle.FS, name)
	url := s.origin() + "/" + name
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("there is no script %s", url)
		}
		return nil, fmt.Errorf("cannot read the script %s: %w", url, err)
	}
	return script.Read(url, data, o)
}

// pageScripts gives the files of the script elements of a page, in order.
// Inline scripts are none: the content security policy refuses them.
func pageScripts(fsys fs.FS, page string) ([]string, error) {
	page = strings.TrimPrefix(page, "/")
	f, err := fsys.Open(page)
	if err != nil {
		return nil, fmt.Errorf("cannot read the background page %s: %w", page, os.ErrNotExist)
	}
	defer f.Close()
	tree, err := html.Parse(f)
	if err != nil {
		return nil, fmt.Errorf("cannot read the background page %s: %w", page, err)
	}
	var names []string
	for n := range tree.Descendants() {
		if n.Type != html.ElementNode || n.Data != "script" {
			continue
		}
		for _, a := range n.Attr {
			if a.Key == "src" {
				names = append(names, relativeTo(page, a.Val))
			}
		}
	}
	return names, nil
}

// relativeTo resolves the path of a src attribute against its page.
func relativeTo(page, src string) string {
	src, _, _ = strings.Cut(strings.TrimSpace(src), "#")
	src, _, _ = strings.Cut(src, "?")
	if strings.HasPrefix(src, "/") {
		return src
	}
	return path.Join(path.Dir(page), src)
}
