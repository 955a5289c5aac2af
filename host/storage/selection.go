package storage

import (
	"encoding/json"
	"errors"
	"maps"
	"slices"
)

// A selection is what the keys argument of a call means.
type selection struct {
	everything bool
	keys       []string
	defaults   map[string]json.RawMessage
}

var errKeys = errors.New("keys must be null, a string, an array of strings or an object")

// parseSelection reads the keys argument of a call.
func parseSelection(text json.RawMessage) (selection, error) {
	if len(text) == 0 {
		return selection{everything: true}, nil
	}
	var value any
	if err := json.Unmarshal(text, &value); err != nil {
		return selection{}, errKeys
	}
	switch value := value.(type) {
	case nil:
		return selection{everything: true}, nil
	case string:
		return selection{keys: []string{value}}, nil
	case []any:
		keys := make([]string, len(value))
		for i, element := range value {
			key, ok := element.(string)
			if !ok {
				return selection{}, errKeys
			}
			keys[i] = key
		}
		return selection{keys: keys}, nil
	case map[string]any:
		return selection{keys: slices.Collect(maps.Keys(value)), defaults: canonicalItems(value)}, nil
	default:
		return selection{}, errKeys
	}
}
