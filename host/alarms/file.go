package alarms

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Open reads the alarms of earlier runs from a file, which need not be there,
// and keeps it up to date. report gets what goes wrong with that later.
func Open(file string, report func(error)) (*Table, error) {
	t := &Table{save: func(alarms []Alarm) {
		if err := write(file, alarms); err != nil {
			report(fmt.Errorf("cannot keep the alarms for the next run: %w", err))
		}
	}}
	text, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return t, nil
	}
	if err == nil {
		err = json.Unmarshal(text, &t.alarms)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read the alarms of earlier runs from %s: %w", file, err)
	}
	return t, nil
}

// write replaces the file as a whole: after a crash it is the old or the new one.
func write(file string, alarms []Alarm) error {
	text, err := json.Marshal(alarms)
	if err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".*")
	if err != nil {
		return err
	}
	_, err = temporary.Write(text)
	err = errors.Join(err, temporary.Close())
	if err == nil {
		err = os.Rename(temporary.Name(), file)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temporary.Name()))
	}
	return nil
}
