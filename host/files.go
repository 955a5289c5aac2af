package host

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tcpsrv-host/tcpsrv-host/host/filesystem"
)

// openFiles makes the file service for what was loaded. What --retain names
// must be there.
func (a *App) openFiles() (*filesystem.Service, error) {
	permissions := a.source.permissions
	options := filesystem.Options{
		AppID:     a.source.id,
		Write:     permissions.Has("fileSystem.write"),
		Directory: permissions.Has("fileSystem.directory"),
		Retained:  a.profile.retained,
	}
	if a.source.bundle != nil {
		options.Package = a.source.bundle.FS
	}
	if a.profile.dir != "" {
		options.Profile = filepath.Join(a.profile.dir, "files")
	}
	files := filesystem.New(options)
	for _, text := range a.options.Retain {
		id, path, ok := strings.Cut(text, "=")
		if !ok {
			files.Close()
			return nil, fmt.Errorf("--retain %s: write ID=PATH", text)
		}
		if err := files.Preset(id, path); err != nil {
			files.Close()
			return nil, fmt.Errorf("--retain %s: %w", text, err)
		}
	}
	return files, nil
}

// closeFiles releases what was made for what was loaded.
func (a *App) closeFiles() {
	a.client.Close()
	a.bindings.Files.Close()
	if err := a.files.Close(); err != nil {
		a.say("cannot close the files of the app: %v", err)
	}
}

// choices answers choosers with the paths that the user gave, in order; then
// every dialog is cancelled.
type choices struct{ paths []string }

// Choose implements the Chooser of bindings/filesystem.
func (c *choices) Choose(string, string, bool) (paths []string, ok bool) {
	if len(c.paths) == 0 {
		return nil, false
	}
	paths, c.paths = c.paths[:1:1], c.paths[1:]
	return paths, true
}

// recordFile keeps small JSON records in one file, or in memory without one. It
// implements [filesystem.Records].
type recordFile struct {
	path    string
	records map[string]json.RawMessage
}

// openRecords reads the file. what is lost when somebody removes it is for the
// error.
func openRecords(path, what string) (*recordFile, error) {
	r := &recordFile{path: path, records: map[string]json.RawMessage{}}
	if path == "" {
		return r, nil
	}
	data, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return r, nil
	}
	if err == nil {
		err = json.Unmarshal(data, &r.records)
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w; use another profile, or remove the file and lose %s", path, err, what)
	}
	return r, nil
}

func (r *recordFile) Get(id string) (json.RawMessage, error) { return r.records[id], nil }

func (r *recordFile) List() ([]string, error) { return slices.Sorted(maps.Keys(r.records)), nil }

func (r *recordFile) Put(id string, record json.RawMessage) error {
	old, had := r.records[id]
	r.records[id] = record
	if err := r.save(); err != nil {
		delete(r.records, id)
		if had {
			r.records[id] = old
		}
		return err
	}
	return nil
}

func (r *recordFile) Delete(id string) error {
	old, had := r.records[id]
	delete(r.records, id)
	if err := r.save(); err != nil {
		if had {
			r.records[id] = old
		}
		return err
	}
	return nil
}

// save replaces the file as a whole: a crash leaves the old one or the new.
func (r *recordFile) save() error {
	if r.path == "" {
		return nil
	}
	data, err := json.Marshal(r.records)
	if err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(r.path), filepath.Base(r.path)+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err == nil {
		err = os.Rename(f.Name(), r.path)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
