package manifest

import (
	"errors"
	"maps"
	"slices"
	"strconv"
)

// The keys here are read by code that Chrome generates from schemas, which has sentences of its own.

// member is a member of a dictionary that must have the type T if it is there. path names it in refusals.
func member[T any](of map[string]any, key, path string) (found T, there bool, err error) {
	value, there := of[key]
	if !there {
		return found, false, nil
	}
	found, ok := value.(T)
	if !ok {
		return found, true, refusef("Error at key '%s'. Type is invalid. Expected %s, found %s.", path, typeName(any(found)), typeName(value))
	}
	return found, true, nil
}

// required is a member that must be there.
func required[T any](of map[string]any, key, path string) (T, error) {
	found, there, err := member[T](of, key, path)
	if err == nil && !there {
		err = refusef("Error at key '%s'. Manifest key is required.", path)
	}
	return found, err
}

func (l *loader) checkPolicy(key string) func(any) error {
	return func(any) error {
		policy, err := required[map[string]any](l.value, key, key)
		if err != nil {
			return err
		}
		_, _, err = member[string](policy, "value", key+".value")
		return err
	}
}

func checkOAuth2(value any) error {
	oauth2, err := required[map[string]any](map[string]any{"oauth2": value}, "oauth2", "oauth2")
	if err != nil {
		return err
	}
	id, _, err := member[string](oauth2, "client_id", "oauth2.client_id")
	if err != nil {
		return err
	}
	scopes, err := required[[]any](oauth2, "scopes", "oauth2.scopes")
	if err != nil {
		return err
	}
	if _, err := stringsOf(scopes); err != nil {
		return refusef("Error at key 'oauth2.scopes'. %w", err)
	}
	if id == "" {
		return invalid("oauth2.client_id")
	}
	return nil
}

func checkRequirements(value any) error {
	requirements, err := required[map[string]any](map[string]any{"requirements": value}, "requirements", "requirements")
	if err != nil {
		return err
	}
	if _, err := features3D(requirements); err != nil {
		return err
	}
	plugins, _, err := member[map[string]any](requirements, "plugins", "requirements.plugins")
	if err != nil {
		return err
	}
	npapi, _, err := member[bool](plugins, "npapi", "requirements.plugins.npapi")
	if err == nil && npapi {
		err = errors.New("NPAPI plugins are not supported.")
	}
	return err
}

// features3D is the list that says whether an app needs WebGL.
func features3D(requirements map[string]any) ([]string, error) {
	needs, there, err := member[map[string]any](requirements, "3D", "requirements.3D")
	if err != nil || !there {
		return nil, err
	}
	const path = "requirements.3D.features"
	list, err := required[[]any](needs, "features", path)
	if err != nil {
		return nil, err
	}
	features, err := stringsOf(list)
	if err != nil {
		return nil, refusef("Error at key '%s'. %w", path, err)
	}
	for i, feature := range features {
		if feature != "webgl" && feature != "css3d" {
			return nil, refusef("Error at key '%s'. Parsing array failed at index %d: Specified value '%s' is invalid.", path, i, feature)
		}
	}
	return features, nil
}

func (l *loader) checkImport(any) error {
	modules, err := required[[]any](l.value, "import", "import")
	if err != nil {
		return err
	}
	for i, module := range modules {
		if err := checkImportShape(module); err != nil {
			return refusef("Error at key 'import'. Parsing array failed at index %d: %w", i, err)
		}
	}
	for i, module := range modules {
		key := "import[" + strconv.Itoa(i) + "]"
		if id, _ := valueAt[string](module, "id"); !isID(id) {
			return invalid(key + ".id")
		}
		if version, there := valueAt[string](module, "minimum_version"); there {
			if _, ok := parseVersion(version); !ok {
				return invalid(key + ".minimum_version")
			}
		}
	}
	return nil
}

func checkImportShape(value any) error {
	module, err := dictionaryOf(value)
	if err != nil {
		return err
	}
	if _, there := module["id"]; !there {
		return errors.New("'id' is required")
	}
	for _, key := range []string{"id", "minimum_version"} {
		if value, there := module[key]; there && typeName(value) != "string" {
			return refusef("'%[1]s': expected %[1]s, got %[2]s", key, typeName(value))
		}
	}
	return nil
}

func (l *loader) checkExternallyConnectable(value any) error {
	connectable, err := dictionaryOf(value)
	if err != nil {
		return err
	}
	matches, err := connectableList(connectable, "matches")
	if err != nil {
		return err
	}
	ids, err := connectableList(connectable, "ids")
	if err != nil {
		return err
	}
	const tls = "accepts_tls_channel_id"
	if value, there := connectable[tls]; there && typeName(value) != "boolean" {
		return refusef("'%[1]s': expected %[1]s, got %[2]s", tls, typeName(value))
	}
	for _, match := range matches {
		if err := checkMatchPattern(match); err != nil {
			return refusef("Invalid match pattern '%s' (%w)", match, err)
		}
	}
	for _, id := range ids {
		if id != "*" && !isID(id) {
			return refusef("Invalid ID '%s'", id)
		}
	}
	if len(matches) == 0 && len(ids) == 0 {
		l.warnf("'externally_connectable' specifies neither 'matches' nor 'ids'; nothing will be able to connect")
	}
	return nil
}

func connectableList(connectable map[string]any, key string) ([]string, error) {
	value, there := connectable[key]
	if !there {
		return nil, nil
	}
	list, ok := value.([]any)
	if !ok {
		return nil, refusef("'%s': expected list, got %s", key, typeName(value))
	}
	texts, err := stringsOf(list)
	if err != nil {
		return nil, refusef("Error at key '%s': %w", key, err)
	}
	return texts, nil
}

// checkStorageSchema checks as much of the schema of chrome.storage.managed as can be wrong without a policy to apply.
func checkStorageSchema(text []byte) error {
	value, err := parseJSON(text)
	if err != nil {
		var syntax *SyntaxError
		errors.As(err, &syntax)
		return refusef("line %d, column %d: %w", syntax.Line, syntax.Column, err)
	}
	schema, ok := value.(map[string]any)
	if !ok {
		return errors.New("Schema must be a JSON object")
	}
	if err := checkSchemaType(schema); err != nil {
		return err
	}
	if schema["type"] != "object" {
		return errors.New(`The main schema must have a type attribute with "object" value.`)
	}
	return nil
}

func checkSchemaType(schema map[string]any) error {
	if _, there := schema["$ref"]; there {
		return nil
	}
	name, ok := schema["type"].(string)
	if !ok {
		return errors.New("Each schema must have a 'type' or '$ref'.")
	}
	switch name {
	case "array", "boolean", "integer", "null", "number", "object", "string":
	default:
		return refusef("Unknown type '%s'.", name)
	}
	below, _ := schema["properties"].(map[string]any)
	for _, key := range sortedKeys(below) {
		if property, ok := below[key].(map[string]any); ok {
			if err := checkSchemaType(property); err != nil {
				return err
			}
		}
	}
	if items, ok := schema["items"].(map[string]any); ok {
		return checkSchemaType(items)
	}
	return nil
}

// sortedKeys are the keys in the order in which Chrome goes through a dictionary.
func sortedKeys(dictionary map[string]any) []string { return slices.Sorted(maps.Keys(dictionary)) }
