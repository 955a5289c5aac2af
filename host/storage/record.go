package storage

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"

	"go.etcd.io/bbolt"
)

// An item is one record of the file. The first byte of its key tells the form, because bbolt takes neither an empty key,
// which is a good one in Chrome, nor one of more than 32 KiB:
//
//	'k' and the key         the value
//	'h' and the key's hash  an object that has the value as its only member
const (
	plainKey  = 'k'
	hashedKey = 'h'
)

func recordKey(key string) []byte {
	if 1+len(key) <= bbolt.MaxKeySize {
		return append([]byte{plainKey}, key...)
	}
	sum := sha256.Sum256([]byte(key))
	return append([]byte{hashedKey}, sum[:]...)
}

func encodeRecord(key string, value json.RawMessage) (k, v []byte) {
	k = recordKey(key)
	if k[0] == plainKey {
		return k, value
	}
	member := map[string]json.RawMessage{key: value}
	return k, appendObject(nil, member, appendRaw)
}

func decodeRecord(k, v []byte) (key string, value json.RawMessage, err error) {
	switch {
	case len(k) > 0 && k[0] == plainKey:
		return string(k[1:]), v, nil
	case len(k) > 0 && k[0] == hashedKey:
		var member map[string]json.RawMessage
		if err := json.Unmarshal(v, &member); err != nil {
			return "", nil, err
		}
		for key, value = range member {
			return key, value, nil
		}
		return "", nil, errors.New("a record has no member")
	default:
		return "", nil, fmt.Errorf("a record has the unknown key %q", k)
	}
}
