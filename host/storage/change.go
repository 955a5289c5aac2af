package storage

import "encoding/json"

// A Change is what a call did to one item: a StorageChange. OldValue is nil if there was no such item, NewValue if there
// is none any more.
type Change struct {
	Key                string
	OldValue, NewValue json.RawMessage
}

// Changes are what one call changed, sorted by key. Writing a value that is there already changes nothing.
type Changes []Change

// MarshalJSON returns the object that onChanged hands to its listeners: {key: {newValue?, oldValue?}}.
func (c Changes) MarshalJSON() ([]byte, error) {
	byKey := make(map[string]map[string]json.RawMessage, len(c))
	for _, change := range c {
		values := make(map[string]json.RawMessage, 2)
		if change.NewValue != nil {
			values["newValue"] = change.NewValue
		}
		if change.OldValue != nil {
			values["oldValue"] = change.OldValue
		}
		byKey[change.Key] = values
	}
	return appendObject(nil, byKey, func(dst []byte, values map[string]json.RawMessage) []byte {
		return appendObject(dst, values, appendRaw)
	}), nil
}
