package manifest

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Permissions is what an app may use: the APIs that its manifest names, and the hosts and ports of its socket operations.
// The zero value allows nothing. A Permissions is not changed by asking, but [Permissions.Allow] must not run beside it.
type Permissions struct {
	all      bool
	names    map[string]bool
	patterns map[Operation][]Pattern
}

// AllowAll is the permission to do everything, for scripts that have no manifest.
func AllowAll() *Permissions { return &Permissions{all: true} }

// Has reports whether the app may use what a permission stands for. Beside the names of the manifest key "permissions", such as
// "storage", there are "sockets", which is there when the manifest has that key, "socket" for a list of socket permissions, and
// the details of "fileSystem": {"fileSystem": ["write"]} grants "fileSystem" and "fileSystem.write".
func (p *Permissions) Has(permission string) bool {
	return p.all || p.names[canonicalPermission(permission)]
}

// Names lists the granted permissions as [Permissions.Has] knows them, sorted. It is empty for [AllowAll].
func (p *Permissions) Names() []string { return slices.Sorted(maps.Keys(p.names)) }

// May reports whether the app may do the operation with this host, as the app wrote it, and this port.
// Operations that need neither ignore them.
func (p *Permissions) May(op Operation, host string, port uint16) bool {
	if p.all {
		return true
	}
	if !op.hasPattern() {
		return len(p.patterns[op]) > 0
	}
	return slices.ContainsFunc(p.patterns[op], func(pattern Pattern) bool { return pattern.Match(host, port) })
}

// Patterns lists what the operation is allowed with.
func (p *Permissions) Patterns(op Operation) []Pattern { return slices.Clone(p.patterns[op]) }

// Allow adds a permission that the user gives on the command line:
//
//   - everything, as [AllowAll]
//     tcp.connect=example.com:80   an operation of chrome.sockets with a pattern of the manifest
//     tcpServer.listen             the same with any host and port
//     socket=tcp-listen:*:8080     an item of the permission "socket", for the legacy chrome.socket
//     permissions=storage          a name of the manifest key "permissions"
func (p *Permissions) Allow(text string) error {
	if text == "*" {
		p.all = true
		return nil
	}
	name, value, given := strings.Cut(text, "=")
	switch op := Operation(name); {
	case name == "permissions":
		if value == "" || value == "socket" {
			return fmt.Errorf("allow %q: name a permission, as in permissions=storage; the legacy socket API takes socket=tcp-connect:*:80", text)
		}
		p.grant(value)
	case name == "socket":
		op, pattern, ok := parseLegacy(value)
		if !ok {
			return fmt.Errorf("allow %q: %q is no socket permission; use TYPE[:HOST[:PORT]] with the type %s", text, value, oneOf(legacyOperations))
		}
		p.grant("socket")
		p.add(op, pattern)
	case slices.Contains(socketsOperations, op):
		if given && !op.hasPattern() {
			return fmt.Errorf("allow %q: %s takes no pattern; write it alone", text, op)
		}
		pattern, err := op.parse(value)
		if err != nil {
			return fmt.Errorf("allow %q: %w; a pattern is HOST, HOST:PORT or :PORT, with * for any", text, err)
		}
		p.grant("sockets")
		p.add(op, pattern)
	default:
		return fmt.Errorf("allow %q: use *, socket=..., permissions=..., or %s, with =HOST:PORT for one host and port", text, oneOf(socketsOperations))
	}
	return nil
}

func oneOf(operations []Operation) string {
	names := make([]string, len(operations))
	for i, op := range operations {
		names[i] = string(op)
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

func (p *Permissions) grant(name string) {
	if p.names == nil {
		p.names = map[string]bool{}
	}
	p.names[canonicalPermission(name)] = true
}

func (p *Permissions) add(op Operation, pattern Pattern) {
	if p.patterns == nil {
		p.patterns = map[Operation][]Pattern{}
	}
	if !slices.Contains(p.patterns[op], pattern) {
		p.patterns[op] = append(p.patterns[op], pattern)
	}
}

// readPermissions reads "permissions" and "optional_permissions". Both are refused in the name of the first.
func (l *loader) readPermissions() error {
	required, err := l.permissionList("permissions")
	if err != nil {
		return err
	}
	optional, err := l.permissionList("optional_permissions")
	if err != nil {
		return err
	}
	for _, name := range required {
		l.m.Permissions.grant(name)
	}
	for _, name := range optional {
		switch {
		case l.m.Permissions.names[name]:
			l.warnf("Optional permission '%s' is redundant with the required permissions;this permission will be omitted.", name)
		case requiredOnly[name]:
			l.warnf("Permission '%s' cannot be listed as optional. This permission will be omitted.", name)
		case !slices.Contains(l.m.OptionalPermissions, name):
			l.m.OptionalPermissions = append(l.m.OptionalPermissions, name)
		}
	}
	return nil
}

// permissionList reads one of the two keys: the names in it that an app may have. Warnings stand as Chrome orders them: names
// that are not for apps before names that nobody knows.
func (l *loader) permissionList(key string) ([]string, error) {
	value, there := l.value[key]
	if !there {
		return nil, nil
	}
	items, ok := value.([]any)
	if !ok {
		return nil, invalid("permissions")
	}
	list := &permissionReader{required: key == "permissions", permissions: l.m.Permissions}
	for i, item := range items {
		if err := list.item(i, item); err != nil {
			return nil, err
		}
	}
	for _, name := range list.names {
		if why := notForApps(permissionRules(), name); why != "" {
			l.warnf("'%s' %s", name, why)
		} else {
			list.allowed = append(list.allowed, name)
		}
	}
	for _, name := range list.unknown {
		l.warnUnknownPermission(name)
	}
	for _, pattern := range list.badScheme {
		l.warnf("Invalid scheme for 'permissions[%s]'.", pattern)
	}
	return list.allowed, nil
}

// permissionReader goes through the items of a permission list.
type permissionReader struct {
	required    bool
	permissions *Permissions

	names     []string // known, in manifest order, once each
	allowed   []string // of names, those that apps may have
	unknown   []string
	badScheme []string
}

func (r *permissionReader) item(i int, item any) error {
	switch item := item.(type) {
	case string:
		return r.name(item)
	case map[string]any:
		if len(item) == 1 {
			for name, detail := range item {
				return r.detailed(name, detail)
			}
		}
	}
	return refusef("Invalid value for 'permissions[%d]'.", i)
}

func (r *permissionReader) name(name string) error {
	name = canonicalPermission(name)
	switch {
	case name == "socket" || name == "usbDevices":
		return emptyPermissionList(name)
	case isKnown(permissionRules(), name):
		r.know(name)
		return nil
	}
	switch checkMatchPattern(name) {
	case nil:
		if strings.HasPrefix(lowerASCII(name), "chrome:") {
			r.badScheme = append(r.badScheme, name)
			return nil
		}
		if !strings.HasPrefix(lowerASCII(name), "chrome-extension:") {
			return nil // a host permission; apps may ask for any host
		}
	}
	if !slices.Contains(r.unknown, name) {
		r.unknown = append(r.unknown, name)
	}
	return nil
}

// detailed reads the object form of a permission, {"fileSystem": ["write"]}.
func (r *permissionReader) detailed(name string, detail any) error {
	list, isList := detail.([]any)
	switch {
	case name == "socket" || name == "usbDevices":
		if !isList {
			return refusef("Invalid value for 'permissions[%s]': Cannot parse the permission list. It's not a list..", name)
		}
		return r.permissionItems(name, list)
	case !isKnown(permissionRules(), name):
		return r.name(name)
	case name != "fileSystem" || !isList:
		return refusef("Invalid value for 'permissions[%s]'.", name)
	}
	r.know(name)
	for i, item := range list {
		text, ok := item.(string)
		if !ok {
			return refusef("Invalid value for 'permissions[%s.%d]'.", name, i)
		}
		if err := r.name(name + "." + text); err != nil {
			return err
		}
	}
	return nil
}

// permissionItems reads the list of "socket" or "usbDevices": bad items are dropped with a warning, but one must be good.
func (r *permissionReader) permissionItems(name string, list []any) error {
	good := 0
	for _, item := range list {
		if r.permissionItem(name, item) {
			good++
		} else {
			r.unknown = append(r.unknown, jsonText(item))
		}
	}
	if good == 0 {
		return emptyPermissionList(name)
	}
	r.know(name)
	return nil
}

func (r *permissionReader) permissionItem(name string, item any) bool {
	if name == "usbDevices" {
		_, ok := item.(map[string]any)
		return ok
	}
	text, ok := item.(string)
	if !ok {
		return false
	}
	op, pattern, ok := parseLegacy(text)
	if ok && r.required {
		r.permissions.add(op, pattern)
	}
	return ok
}

func (r *permissionReader) know(name string) {
	if !slices.Contains(r.names, name) {
		r.names = append(r.names, name)
	}
}

func emptyPermissionList(name string) error {
	return refusef("Invalid value for 'permissions[%s]': NULL or empty permission list.", name)
}

// readSockets reads the manifest key "sockets".
func (l *loader) readSockets() error {
	value, there := l.value["sockets"]
	if !there {
		return nil
	}
	sockets, err := dictionaryOf(value)
	if err != nil {
		return err
	}
	l.m.Permissions.grant("sockets")
	// All shapes are checked before the first pattern is.
	items := make(map[Operation][]string, len(socketsOperations))
	for _, api := range []string{"udp", "tcp", "tcpServer"} {
		if err := socketsItems(sockets, api, items); err != nil {
			return err
		}
	}
	for _, op := range socketsOperations {
		for _, item := range items[op] {
			pattern, err := op.parse(item)
			if err != nil {
				return err
			}
			l.m.Permissions.add(op, pattern)
		}
	}
	return nil
}

// socketsItems adds the entries for the operations of one API.
func socketsItems(sockets map[string]any, api string, items map[Operation][]string) error {
	value, there := sockets[api]
	if !there {
		return nil
	}
	members, err := dictionaryOf(value)
	if err != nil {
		return refusef("'%s': %w", api, err)
	}
	for _, op := range socketsOperations {
		member, ok := strings.CutPrefix(string(op), api+".")
		if value, there := members[member]; ok && there {
			if items[op], err = stringOrStrings(value); err != nil {
				return err
			}
		}
	}
	return nil
}

func stringOrStrings(value any) ([]string, error) {
	switch value := value.(type) {
	case string:
		return []string{value}, nil
	case []any:
		list, err := stringsOf(value)
		if err != nil {
			return nil, refusef("Error at key 'strings': %w", err)
		}
		return list, nil
	}
	return nil, refusef("expected string or strings, got %s", typeName(value))
}

func jsonText(value any) string {
	text := &strings.Builder{}
	encoder := json.NewEncoder(text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err) // what parseJSON reads can be written
	}
	return strings.TrimSuffix(text.String(), "\n")
}
