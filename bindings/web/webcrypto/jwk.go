package webcrypto

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/dop251/goja"

	"github.com/tcpsrv-host/tcpsrv-host/bindings/web"
)

// jwk is a JsonWebKey. Its JSON has the members sorted by name, as Chrome's
// has.
type jwk map[string]any // string, bool or []string

// readJWK converts the members of a dictionary, in order.
func readJWK(args web.Arguments, o *goja.Object) jwk {
	j := jwk{}
	const where = "Failed to read the '%s' property from 'JsonWebKey': "
	for _, name := range []string{"alg", "crv", "d", "dp", "dq", "e", "ext", "k", "key_ops", "kty", "n", "oth", "p", "q", "qi", "use", "x", "y"} {
		v := o.Get(name)
		if v == nil || goja.IsUndefined(v) {
			continue
		}
		switch name {
		case "ext":
			j[name] = v.ToBoolean()
		case "key_ops":
			ops := []string{}
			args.Each(v, fmt.Sprintf(where, name), func(op goja.Value) { ops = append(ops, args.Text(op, "")) })
			j[name] = ops
		case "oth":
		default:
			j[name] = args.Text(v, fmt.Sprintf(where, name))
		}
	}
	return j
}

// parseJWK reads the JSON of a key that was wrapped.
func parseJWK(data []byte) (jwk, error) {
	var raw map[string]any
	if err := json.Unmarshal(data, &raw); err != nil {
		return nil, dataError("JWK input could not be parsed to a JSON dictionary")
	}
	j := jwk{}
	for name, value := range raw {
		if list, ok := value.([]any); ok && name == "key_ops" {
			ops := []string{}
			for _, op := range list {
				text, _ := op.(string)
				ops = append(ops, text)
			}
			j[name] = ops
			continue
		}
		switch value.(type) {
		case string, bool:
			j[name] = value
		}
	}
	return j, nil
}

// newJWK begins the JWK of a key.
func newJWK(k *key, kty, alg string) jwk {
	ops := k.usages.names()
	if ops == nil {
		ops = []string{}
	}
	j := jwk{"kty": kty, "ext": k.extractable, "key_ops": ops}
	if alg != "" {
		j["alg"] = alg
	}
	return j
}

func (j jwk) object(vm *goja.Runtime) *goja.Object {
	o := vm.NewObject()
	names := make([]string, 0, len(j))
	for name := range j {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		value := j[name]
		if ops, ok := value.([]string); ok {
			value = stringArray(vm, ops)
		}
		must(o.Set(name, value))
	}
	return o
}

func (j jwk) text(name string) (string, bool) {
	text, ok := j[name].(string)
	return text, ok
}

func (j jwk) setBytes(name string, data []byte) { j[name] = base64.RawURLEncoding.EncodeToString(data) }

// bytes gives a required member that is base64url.
func (j jwk) bytes(name string) ([]byte, error) {
	text, ok := j.text(name)
	if !ok {
		return nil, dataError(`The required JWK member "` + name + `" was missing`)
	}
	data, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return nil, dataError(`The JWK member "` + name + `" could not be base64url decoded or contained padding`)
	}
	return data, nil
}

// fixed gives a required member of that many bytes.
func (j jwk) fixed(name string, length int) ([]byte, error) {
	data, err := j.bytes(name)
	if err == nil && len(data) != length {
		err = dataError(fmt.Sprintf(`The JWK's "%s" member defines an octet string of length %d bytes but should be %d`, name, len(data), length))
	}
	return data, err
}

// check checks what all JWKs have.
func (j jwk) check(kty string, extractable bool, u usages) error {
	switch got, ok := j.text("kty"); {
	case !ok:
		return dataError(`The required JWK member "kty" was missing`)
	case got != kty:
		return dataError(`The JWK "kty" member was not "` + kty + `"`)
	}
	if ext, ok := j["ext"].(bool); ok && !ext && extractable {
		return dataError(`The "ext" member of the JWK dictionary is inconsistent what that specified by the Web Crypto call`)
	}
	inconsistent := func(name string) error {
		return dataError(`The JWK "` + name + `" member was inconsistent with that specified by the Web Crypto call. The JWK usage must be a superset of those requested`)
	}
	if use, ok := j.text("use"); ok {
		var permitted usages
		switch use {
		case "enc":
			permitted = useEncrypt | useDecrypt | useWrapKey | useUnwrapKey | useDeriveKey | useDeriveBits
		case "sig":
			permitted = useSign | useVerify
		default:
			return dataError(`The JWK "use" member could not be parsed`)
		}
		if u&^permitted != 0 {
			return inconsistent("use")
		}
	}
	if ops, ok := j["key_ops"].([]string); ok {
		var permitted usages
		for i, op := range ops {
			if slices.Contains(ops[:i], op) {
				return dataError(`The "key_ops" member of the JWK dictionary contains duplicate usages.`)
			}
			one, _ := usageOf(op)
			permitted |= one
		}
		if u&^permitted != 0 {
			return inconsistent("key_ops")
		}
	}
	return nil
}

// checkAlg checks the member alg, if it is there.
func (j jwk) checkAlg(permitted ...string) error {
	if alg, ok := j.text("alg"); ok && !slices.Contains(permitted, alg) {
		return dataError(`The JWK "alg" member was inconsistent with that specified by the Web Crypto call`)
	}
	return nil
}
