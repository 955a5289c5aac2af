package filesystem

import "fmt"

// A ChooseEntryType is what chooseEntry asks the user for.
type ChooseEntryType string

// The types of chooseEntry.
const (
	OpenFile         ChooseEntryType = "openFile"
	OpenWritableFile ChooseEntryType = "openWritableFile"
	SaveFile         ChooseEntryType = "saveFile"
	OpenDirectory    ChooseEntryType = "openDirectory"
)

// MayChoose returns why the App may not ask for an entry of that type, or nil.
func (s *Service) MayChoose(t ChooseEntryType) error {
	switch {
	case (t == OpenWritableFile || t == SaveFile) && !s.options.Write:
		return ErrNeedsWrite
	case t == OpenDirectory && !s.options.Directory:
		return ErrNeedsDirectory
	}
	return nil
}

// Choose gives the App what the user chose for it. The App may write to it if its
// manifest says so.
func (s *Service) Choose(t ChooseEntryType, path string) (Entry, error) {
	if t == SaveFile {
		return s.GrantNew(path)
	}
	access := Read
	if s.options.Write {
		access = Write
	}
	e, err := s.Grant(path, access)
	if err == nil && e.isDirectory != (t == OpenDirectory) {
		err = fmt.Errorf("cannot grant the app %s: the app asks for %s", path, t)
	}
	if err != nil {
		return Entry{}, err
	}
	return e, nil
}
