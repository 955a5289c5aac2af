package host

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/tcpsrv-host/tcpsrv-host/host/alarms"
	"github.com/tcpsrv-host/tcpsrv-host/host/storage"
)

// profile is what the App keeps from one run to the next.
type profile struct {
	dir      string // "" for one in memory
	store    *storage.Store
	retained *recordFile
	alarms   *alarms.Table
}

// openProfile opens the profile of an App. Scripts without a manifest have one
// on disk only if the user named it.
func openProfile(o *Options, s *source) (*profile, error) {
	p := &profile{}
	if !o.Ephemeral && (o.Profile != "" || s.manifest != nil) {
		p.dir = o.Profile
		if p.dir == "" {
			config, err := os.UserConfigDir()
			if err != nil {
				return nil, fmt.Errorf("there is no directory for what the app keeps (%w): name one with --profile, or use --ephemeral", err)
			}
			p.dir = filepath.Join(config, "tcpsrv-host", s.id)
		}
	}
	options := storage.Options{UnlimitedStorage: s.permissions.Has("unlimitedStorage")}
	if o.Policy != "" {
		policy, err := storage.ReadObject(o.Policy)
		if err != nil {
			return nil, err
		}
		options.Managed = policy
	}
	var err error
	if p.dir == "" {
		p.store, err = storage.OpenMemory(options)
	} else {
		if err := os.MkdirAll(p.dir, 0o700); err != nil {
			return nil, fmt.Errorf("cannot make the profile directory %s: %w; name another with --profile, or use --ephemeral", p.dir, err)
		}
		p.store, err = storage.Open(p.dir, options)
	}
	if err != nil {
		return nil, err
	}
	records := ""
	if p.dir != "" {
		records = filepath.Join(p.dir, "retained.json")
	}
	if p.retained, err = openRecords(records, "the retained entries"); err != nil {
		p.close()
		return nil, err
	}
	p.alarms = alarms.New()
	if p.dir != "" {
		if p.alarms, err = alarms.Open(filepath.Join(p.dir, alarmsFile), func(err error) { fmt.Fprintf(o.Stderr, "tcpsrv-host: %v\n", err) }); err != nil {
			p.close()
			return nil, err
		}
	}
	if o.Storage != "" {
		if err := p.seed(o.Storage); err != nil {
			p.close()
			return nil, err
		}
	}
	return p, nil
}

func (p *profile) seed(file string) error {
	items, err := storage.ReadObject(file)
	if err != nil {
		return err
	}
	if err := p.store.Local().Seed(items); err != nil {
		return fmt.Errorf("cannot put %s into the storage: %w", file, err)
	}
	return nil
}

func (p *profile) close() { p.store.Close() }

// installation is what a profile knows of the App from the last run.
type installation struct {
	Version string `json:"version"`
}

// alarmsFile holds the alarms that last from one run to the next.
const alarmsFile = "alarms.json"

const installationFile = "installation.json"

// installed records the version that runs now and gives the one of the last
// run, "" if this is the first.
func (p *profile) installed(version string) (previous string, err error) {
	if p.dir == "" {
		return "", nil
	}
	file := filepath.Join(p.dir, installationFile)
	var last installation
	if data, err := os.ReadFile(file); err == nil {
		if json.Unmarshal(data, &last) != nil {
			last = installation{} // as good as none: it only says which event to send
		}
	}
	if last.Version == version {
		return version, nil
	}
	data, err := json.Marshal(installation{version})
	if err == nil {
		err = os.WriteFile(file, data, 0o600)
	}
	if err != nil {
		return last.Version, fmt.Errorf("cannot note the version of the app in %s: %w", file, err)
	}
	return last.Version, nil
}
